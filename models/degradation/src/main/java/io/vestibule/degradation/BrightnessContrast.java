package io.vestibule.degradation;

/** Changes brightness and contrast of a picture. */
public final class BrightnessContrast {

    private BrightnessContrast() {}

    /**
     * Multiplies each value's distance from the mean, and then adds a shift.
     *
     * @param bgr pixels of blue, green, red; changed in place
     * @param shift of the brightness, -255 to 255
     * @param contrast factor, 1 for no change
     */
    public static void apply(byte[] bgr, double shift, double contrast) {
        long sum = 0;
        for (byte value : bgr) {
            sum += value & 255;
        }
        double mean = (double) sum / bgr.length;
        byte[] changed = new byte[256];
        for (int value = 0; value < changed.length; value++) {
            changed[value] = PixelBytes.clamp((float) ((value - mean) * contrast + mean + shift));
        }
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = changed[bgr[i] & 255];
        }
    }
}
