package io.vestibule.models.matching;

import java.util.List;

/** Arithmetic on vectors of single floats. */
public final class Vectors {

    /** Tolerance of a unit vector's length; sufficient for vectors that were stored as half floats. */
    private static final double UNIT_TOLERANCE = 0.01;

    private Vectors() {}

    /** Inner product of {@code b} with the row of the same length that starts at {@code from} in {@code rows}. */
    public static float dot(float[] rows, int from, float[] b) {
        // Eight sums: additions to one sum depend on each other, and the JVM must not reorder them.
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int whole = b.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            s0 += rows[from + i] * b[i];
            s1 += rows[from + i + 1] * b[i + 1];
            s2 += rows[from + i + 2] * b[i + 2];
            s3 += rows[from + i + 3] * b[i + 3];
            s4 += rows[from + i + 4] * b[i + 4];
            s5 += rows[from + i + 5] * b[i + 5];
            s6 += rows[from + i + 6] * b[i + 6];
            s7 += rows[from + i + 7] * b[i + 7];
        }
        float rest = 0;
        for (int i = whole; i < b.length; i++) {
            rest += rows[from + i] * b[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
    }

    /** Whether every value is finite and the length is 1 within a hundredth. */
    public static boolean isUnit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.abs(Math.sqrt(squares) - 1) <= UNIT_TOLERANCE; // false if a value is not finite
    }

    /**
     * The centre of a class: the normalised mean of its members, or the first member if their mean is zero.
     *
     * @param members unit vectors of one length, at least one
     */
    public static float[] centre(List<float[]> members) {
        float[] first = members.get(0);
        double[] sum = new double[first.length];
        for (float[] member : members) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += member[i];
            }
        }
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        if (length < 1e-6) {
            return first.clone();
        }
        float[] centre = new float[first.length];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = (float) (sum[i] / length);
        }
        return centre;
    }
}
