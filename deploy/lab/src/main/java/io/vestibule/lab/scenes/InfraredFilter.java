package io.vestibule.lab.scenes;

/**
 * Converts a colour frame to the picture of an infrared camera at night: grey, bright skin, brightest in the centre
 * because the lamp is beside the lens.
 */
final class InfraredFilter {

    private final short[] light = new short[FrameSize.WIDTH * FrameSize.HEIGHT];

    InfraredFilter() {
        for (int y = 0; y < FrameSize.HEIGHT; y++) {
            for (int x = 0; x < FrameSize.WIDTH; x++) {
                double across = (x - FrameSize.WIDTH / 2.0) / FrameSize.WIDTH;
                double down = (y - FrameSize.HEIGHT / 2.0) / FrameSize.HEIGHT;
                light[y * FrameSize.WIDTH + x] =
                        (short) Math.round(256 * (1.12 - 0.9 * (across * across + down * down)));
            }
        }
    }

    /** @param pixels in the order blue, green, red; changed in place */
    void apply(byte[] pixels) {
        for (int i = 0, p = 0; i < pixels.length; i += 3, p++) {
            int grey = 20 * (pixels[i] & 255) + 80 * (pixels[i + 1] & 255) + 156 * (pixels[i + 2] & 255) >> 8;
            byte lit = (byte) Math.min(255, grey * light[p] >> 8);
            pixels[i] = lit;
            pixels[i + 1] = lit;
            pixels[i + 2] = lit;
        }
    }
}
