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
 * Writes a TorchScript archive of one module without tensors: its code, and a pickled instance in training mode.
 *
 * <p>Format: PyTorch, {@code torch/csrc/jit/docs/serialization.md}. A ZIP file whose entries are in one folder: {@code data.pkl} (the
 * module), {@code code/__torch__.py} (its class), {@code constants.pkl} (an empty tuple) and {@code version}. See {@code
 * adr/0001-torchscript-text.md}.
 */
final class TorchScriptArchive {

    /** Name of the module's class, which the code must declare. */
    static final String MODULE = "Net";

    private static final String FOLDER = "net/";
    private static final String FORMAT = "3\n";

    /** An empty tuple in pickle protocol 2. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private TorchScriptArchive() {}

    /** @param code the class {@link #MODULE} in the form of an archive */
    static byte[] of(String code) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", module());
        entries.put("code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
        entries.put("constants.pkl", NO_CONSTANTS);
        entries.put("version", FORMAT.getBytes(StandardCharsets.US_ASCII));
        return zip(entries);
    }

    /** A new {@code __torch__.Net} without arguments and with the state {@code {training: True}}, in pickle protocol 2. */
    private static byte[] module() {
        Pickle pickle = new Pickle();
        pickle.bytes(0x80, 2);
        pickle.text("c__torch__\n" + MODULE + "\n");
        pickle.text(")").bytes(0x81).text("}(");
        pickle.string("training").bytes(0x88);
        pickle.string("_is_full_backward_hook").text("N");
        return pickle.text("ub.").toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // Not compressed, because the engine reads the pickles in place.
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

    /** Writes the few necessary opcodes of pickle. */
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

        /** A string of less than 256 characters, with its length in four bytes, little-endian. */
        Pickle string(String value) {
            return text("X").bytes(value.length(), 0, 0, 0).text(value);
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
