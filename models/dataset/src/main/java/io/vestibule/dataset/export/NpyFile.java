package io.vestibule.dataset.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The NumPy file of one array of half floats, format version 1.0: ten bytes, a Python dictionary as text, and the values. */
final class NpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** The values start at a multiple of this offset. */
    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    /**
     * @param shape lengths of the axes, outermost first
     * @param halves row by row, little endian
     */
    static byte[] ofHalves(List<Integer> shape, byte[] halves) {
        String axes = shape.stream().map(axis -> axis + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '<f2', 'fortran_order': False, 'shape': (" + axes + "), }";
        int length = MAGIC.length + Short.BYTES + header.length() + 1;
        header += " ".repeat(Math.floorMod(-length, ALIGNMENT)) + "\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MAGIC);
        bytes.write(header.length());
        bytes.write(header.length() >> 8);
        bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(halves);
        return bytes.toByteArray();
    }
}
