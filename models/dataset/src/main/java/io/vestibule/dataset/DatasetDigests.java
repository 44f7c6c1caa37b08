package io.vestibule.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 in lower-case hex, the only checksum in datasets. */
public final class DatasetDigests {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private DatasetDigests() {}

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime provides SHA-256", e);
        }
    }

    /** Completes the digest. */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    public static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return hex(digest);
    }

    /**
     * Returns the text.
     *
     * @throws IllegalArgumentException if it is not 64 lower-case hex digits
     */
    public static String requireHex(String what, String text) {
        if (!HEX.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " must be 64 lower-case hex digits, not \"" + text + "\"");
        }
        return text;
    }
}
