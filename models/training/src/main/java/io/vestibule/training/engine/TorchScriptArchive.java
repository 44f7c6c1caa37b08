package io.vestibule.training.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive of one module that owns no tensors: its code, and a pickle that says "one Net, in training mode".
 *
 * <p>Format: PyTorch, {@code torch/csrc/jit/docs/serialization.md}. A ZIP file whose entries lie in one folder: {@code
 * data.pkl} (the module), {@code code/__torch__.py} (its class), {@code constants.pkl} (an empty tuple) and {@code
 * version}.
 */
final class TorchScriptArchive {

    /** The class of the module, as the text must declare it. */
    static final String MODULE = "Net";

    private static final String FOLDER = "net/";
    private static final String FORMAT = "3\n";

    /** Pickle, protocol 2: an empty tuple. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private TorchScriptArchive() {}

    /** @param code the class {@link #MODULE}, as TorchScript writes it into an archive */
    static byte[] of(String code) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", module());
        entries.put("code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
        entries.put("constants.pkl", NO_CONSTANTS);
        entries.put("version", FORMAT.getBytes(StandardCharsets.US_ASCII));
        return zip(entries);
    }

    /** Pickle, protocol 2: a new {@code __torch__.Net} of no arguments, whose state is {@code {training: True}}. */
    private static byte[] module() {
        Pickle pickle = new Pickle();
        pickle.bytes(0x80, 2);
        pickle.text("c__torch__\n" + MODULE + "\n");
        pickle.text(")").bytes(0x81).text("}(");
        pickle.string("training").bytes(0x88);
        pickle.string("_is_full_backward_hook").text("N");
        return pickle.text("ub.").done();
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // Stored, not deflated: the engine reads the pickles in place.
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> named : entries.entrySet()) {
                byte[] content = named.getValue();
                CRC32 checksum = new CRC32();
                checksum.update(content);
                ZipEntry entry = new ZipEntry(FOLDER + named.getKey());
                entry.setTime(0);
                entry.setSize(content.length);
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The few of pickle's opcodes that are needed. */
    private static final class Pickle {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Pickle bytes(int... values) {
            for (int value : values) {
                out.write(value);
            }
            return this;
        }

        Pickle text(String opcodes) {
            out.writeBytes(opcodes.getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        /** A short string, with its length in four bytes, little end first. */
        Pickle string(String value) {
            return text("X").bytes(value.length(), 0, 0, 0).text(value);
        }

        byte[] done() {
            return out.toByteArray();
        }
    }
}
