package io.vestibule.models.internal.integrity;

import java.util.List;

/**
 * A scan of a JPEG (ITU T.81, B.2.3).
 *
 * @param parts components in the order of the scan, with their tables
 * @param first first coefficient, 0 to 63
 * @param last last coefficient
 * @param highBit bit position of the previous scan of these coefficients; 0 for the first one
 * @param lowBit bit position of this scan
 */
record ScanHeader(List<Part> parts, int first, int last, int highBit, int lowBit) {

    /**
     * A component and its tables. A missing table is empty, so that it has no code.
     *
     * @param dc table of the first coefficient
     * @param ac table of the others
     */
    record Part(JpegComponent component, HuffmanTable dc, HuffmanTable ac) {}
}
