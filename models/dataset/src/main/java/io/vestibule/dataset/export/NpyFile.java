package io.vestibule.dataset.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** NumPy's file of one array, version 1.0, in half floats: ten bytes, a text of Python, and the values. */
final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** The values begin at a multiple of this. */
    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    /**
     * @param shape sides, outermost first
     * @param halves row by row, little endian
     */
    static byte[] halves(List<Integer> shape, byte[] halves) {
        String sides = shape.stream().map(side -> side + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '<f2', 'fortran_order': False, 'shape': (" + sides + "), }";
        int length = MAGIC.length + Short.BYTES + header.length() + 1;
        header += " ".repeat(Math.floorMod(-length, ALIGNMENT)) + "\n";
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MAGIC);
        bytes.write(header.length());
        bytes.write(header.length() >> 8);
        bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(halves);
        return bytes.toByteArray();
    }
}
