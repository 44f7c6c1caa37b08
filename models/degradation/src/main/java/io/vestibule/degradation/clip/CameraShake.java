package io.vestibule.degradation.clip;

import io.vestibule.degradation.PixelBytes;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/**
 * A camera on a post in the wind. Each picture moves by up to two pixels of a picture 640 pixels wide in each direction, and one in
 * twenty by up to five. The edge of the picture is repeated.
 */
final class CameraShake implements Degradation {

    private static final int OFTEN = 2;
    private static final int SELDOM = 5;
    private static final int ONE_IN = 20;

    @Override
    public void apply(BufferedImage picture, Duration at, Random random) {
        int most = random.nextInt(ONE_IN) == 0 ? SELDOM : OFTEN;
        double unit = picture.getWidth() / 640.0;
        int right = (int) Math.round(unit * (random.nextInt(2 * most + 1) - most));
        int down = (int) Math.round(unit * (random.nextInt(2 * most + 1) - most));
        byte[] pixels = PixelBytes.of(picture);
        byte[] before = pixels.clone();
        int width = picture.getWidth();
        int height = picture.getHeight();
        for (int y = 0; y < height; y++) {
            int fromRow = Math.max(0, Math.min(height - 1, y - down)) * width;
            for (int x = 0; x < width; x++) {
                int from = 3 * (fromRow + Math.max(0, Math.min(width - 1, x - right)));
                System.arraycopy(before, from, pixels, 3 * (y * width + x), 3);
            }
        }
    }
}
