package io.vestibule.degradation;

/** Converts colour to the brightness that a person sees. */
public final class GreyConversion {

    /** Weights of ITU-R BT.601 in 1/256: 0.114, 0.587 and 0.299. */
    private static final int BLUE = 29;

    private static final int GREEN = 150;
    private static final int RED = 77;

    private GreyConversion() {}

    /** @param bgr pixels of blue, green, red; changed in place */
    public static void apply(byte[] bgr) {
        mix(bgr, BLUE, GREEN, RED);
    }

    /** Sets all channels of each pixel to a weighted mean. The weights are in 1/256 and add up to 256. */
    static void mix(byte[] bgr, int blue, int green, int red) {
        for (int i = 0; i < bgr.length; i += 3) {
            byte grey =
                    (byte) ((blue * (bgr[i] & 255) + green * (bgr[i + 1] & 255) + red * (bgr[i + 2] & 255) + 128) >> 8);
            bgr[i] = grey;
            bgr[i + 1] = grey;
            bgr[i + 2] = grey;
        }
    }
}
