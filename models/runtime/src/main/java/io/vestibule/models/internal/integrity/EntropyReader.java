package io.vestibule.models.internal.integrity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits of the entropy-coded data of a JPEG, up to the next marker (ITU T.81, F.2.2.5). Beyond the marker it reads zeros, and
 * {@link #isExhausted} reports it.
 */
final class EntropyReader {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Bits that {@link #refill} makes available: the longest code and the bits after it. */
    private static final int AVAILABLE = 32;

    private static final int MARKER_BYTES = -1;

    /** From here on, the first symbol of a step of two can end the block. It describes at most sixteen coefficients. */
    private static final int NEAR_END = JpegComponent.COEFFICIENTS - 16;

    private final byte[] bytes;
    private final int limit;
    private int position;
    private long bits;
    private int count;

    /**
     * @param position offset of the first byte
     * @param limit offset of the end of the file
     */
    EntropyReader(byte[] bytes, int position, int limit) {
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    /** Makes 32 bits available, if there are as many before the marker. */
    void refill() {
        if (count >= AVAILABLE) {
            return;
        }
        if (position + Integer.BYTES <= limit) {
            int next = (int) INTS.get(bytes, position);
            if (!containsMarkerByte(next)) {
                bits |= (next & 0xFFFF_FFFFL) << (AVAILABLE - count);
                position += Integer.BYTES;
                count += AVAILABLE;
                return;
            }
        }
        refillSlowly();
    }

    private static boolean containsMarkerByte(int word) {
        // A byte of FF is a byte of zero in the complement.
        return ((~word - 0x01010101) & word & 0x80808080) != 0;
    }

    private void refillSlowly() {
        while (count <= Long.SIZE - Byte.SIZE && count >= 0 && position < limit) {
            int next = bytes[position] & 0xFF;
            int after = position + 1;
            if (next == 0xFF) {
                while (after < limit && (bytes[after] & 0xFF) == 0xFF) {
                    after++;
                }
                if (after >= limit || bytes[after] != 0) {
                    return;
                }
                after++;
            }
            bits |= (long) next << (Long.SIZE - Byte.SIZE - count);
            count += Byte.SIZE;
            position = after;
        }
    }

    /**
     * Reads the codes of a baseline block after the first one. Works on local variables, because it takes most of the time of a check.
     *
     * @return whether all codes exist
     */
    boolean skipCoefficients(HuffmanTable table) {
        int[] steps = table.steps();
        long held = bits;
        int left = count;
        int k = 1;
        while (k < JpegComponent.COEFFICIENTS) {
            if (left < AVAILABLE) {
                int next = position + Integer.BYTES <= limit ? (int) INTS.get(bytes, position) : MARKER_BYTES;
                if (containsMarkerByte(next)) {
                    bits = held;
                    count = left;
                    refillSlowly();
                    held = bits;
                    left = count;
                } else {
                    held |= (next & 0xFFFF_FFFFL) << (AVAILABLE - left);
                    position += Integer.BYTES;
                    left += AVAILABLE;
                }
            }
            int step = k < NEAR_END ? steps[(int) (held >>> (Long.SIZE - HuffmanTable.DIRECT))] : HuffmanTable.NONE;
            if (step == HuffmanTable.NONE) {
                int entry = table.find(held);
                if (entry == HuffmanTable.NONE) {
                    return false;
                }
                step = HuffmanTable.step(entry);
            }
            held <<= step; // Java uses the lower six bits
            left -= step & HuffmanTable.USED;
            k += step >> HuffmanTable.USED_BITS;
        }
        bits = held;
        count = left;
        return true;
    }

    /** The next bits, aligned to the left. */
    long peek() {
        return bits;
    }

    /** @param number at most the 32 bits that {@link #refill} made available */
    void skip(int number) {
        bits <<= number;
        count -= number;
    }

    /** The next bits as a number. */
    int read(int number) {
        refill();
        int value = number == 0 ? 0 : (int) (bits >>> (Long.SIZE - number));
        skip(number);
        return value;
    }

    /** Whether more bits were read than there are before the marker. */
    boolean isExhausted() {
        return count < 0;
    }

    /** Skips the rest of the data, up to the marker or the end of the file. */
    Rest skipToMarker() {
        int wholeBytes = Math.max(0, count) / Byte.SIZE;
        int unread = position - wholeBytes;
        boolean zeros = wholeBytes == 0 || (bits << (count % Byte.SIZE)) == 0;
        while (position < limit && !isMarker(position)) {
            zeros &= bytes[position] == 0;
            position++;
        }
        bits = 0;
        count = 0;
        return new Rest(unread, position, zeros);
    }

    /** Reads a marker without its first byte, 0 at the end of the file. {@link #skipToMarker} leads to it. */
    int readMarker() {
        while (position < limit && (bytes[position] & 0xFF) == 0xFF) {
            position++;
        }
        return position < limit ? bytes[position++] & 0xFF : 0;
    }

    private boolean isMarker(int at) {
        if ((bytes[at] & 0xFF) != 0xFF) {
            return false;
        }
        int after = at + 1;
        while (after < limit && (bytes[after] & 0xFF) == 0xFF) {
            after++;
        }
        return after < limit && bytes[after] != 0;
    }

    /**
     * Bytes between the end of the data and the marker.
     *
     * @param from offset of the first of them
     * @param marker offset of the marker
     * @param zeros whether all are zero
     */
    record Rest(int from, int marker, boolean zeros) {

        /** Some cameras send one or two bytes too many, others fill blocks of memory with zeros. */
        private static final int USUAL = 2;

        boolean isEmpty() {
            return from == marker;
        }

        /** Whether the bytes are no sign of damage. */
        boolean isPadding() {
            return zeros || marker - from <= USUAL;
        }
    }
}
