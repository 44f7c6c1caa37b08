package io.vestibule.degradation;

/**
 * Simulates the picture of an infrared camera from a colour picture. It is the only such conversion of the project, so that training and
 * measurements use the same one.
 *
 * <p>At the 850 nm of the lamps, the colour filters of a sensor transmit almost equally, so the picture is grey. Red is the nearest
 * channel: the absorption of haemoglobin and melanin in skin decreases from blue over green and red to infrared. Green keeps some weight,
 * because a single channel has more noise, and JPEG halves the resolution of colour. See {@code adr/0001-one-infrared-conversion.md}.
 */
public final class InfraredConversion {

    /** Weights in 1/256: 0.08, 0.31 and 0.61. */
    private static final int BLUE = 20;

    private static final int GREEN = 80;
    private static final int RED = 156;

    /** Gain of the lamp beside the lens, in 1/256, for each pixel. */
    private final short[] gains;

    /**
     * A camera with a lamp beside the lens. The gain decreases with the squared distance from the centre.
     *
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     * @param centreGain factor in the centre
     * @param cornerGain factor in the corners
     */
    public InfraredConversion(int width, int height, double centreGain, double cornerGain) {
        gains = new short[width * height];
        for (int y = 0; y < height; y++) {
            double down = (y + 0.5) / height - 0.5;
            for (int x = 0; x < width; x++) {
                double across = (x + 0.5) / width - 0.5;
                double distance = 2 * (across * across + down * down);
                gains[y * width + x] = (short) Math.round(256 * (centreGain - (centreGain - cornerGain) * distance));
            }
        }
    }

    /** The lamp of a door camera, over the whole frame: a gain of 1.12 in the centre and 0.67 in the corners. */
    public static InfraredConversion ofDoorCamera(int width, int height) {
        return new InfraredConversion(width, height, 1.12, 0.67);
    }

    /** @param bgr pixels of blue, green, red; changed in place */
    public void apply(byte[] bgr) {
        withoutLamp(bgr);
        for (int i = 0, pixel = 0; i < bgr.length; i += 3, pixel++) {
            byte lit = (byte) Math.min(255, ((bgr[i] & 255) * gains[pixel] + 128) >> 8);
            bgr[i] = lit;
            bgr[i + 1] = lit;
            bgr[i + 2] = lit;
        }
    }

    /**
     * The conversion with uniform light.
     *
     * @param bgr pixels of blue, green, red; changed in place
     */
    public static void withoutLamp(byte[] bgr) {
        GreyConversion.mix(bgr, BLUE, GREEN, RED);
    }
}
