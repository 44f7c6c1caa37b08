package io.vestibule.app.demo.scene;

/** Colour to what an infrared camera shows at night: grey, skin bright, the lamp beside the lens strongest in the middle. */
final class Infrared {

    private final short[] light = new short[Frames.WIDTH * Frames.HEIGHT];

    Infrared() {
        for (int y = 0; y < Frames.HEIGHT; y++) {
            for (int x = 0; x < Frames.WIDTH; x++) {
                double across = (x - Frames.WIDTH / 2.0) / Frames.WIDTH;
                double down = (y - Frames.HEIGHT / 2.0) / Frames.HEIGHT;
                light[y * Frames.WIDTH + x] = (short) Math.round(256 * (1.12 - 0.9 * (across * across + down * down)));
            }
        }
    }

    /** @param pixels of blue, green, red; changed in place */
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
