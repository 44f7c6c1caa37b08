package io.vestibule.lab.evaluation.watch.clip;

import io.vestibule.degradation.JpegEncoder;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws a parcel in front of the door. */
final class ParcelOverlay {

    private static final float QUALITY = 0.9f;
    private static final double NOISE = 4;

    private ParcelOverlay() {}

    /** @param seed seed of the sensor noise on the parcel */
    static byte[] addTo(byte[] frame, long seed) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(frame));
            draw(picture, new Random(seed));
            return new JpegEncoder(QUALITY).encode(picture);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a composed picture cannot be decoded", impossible);
        }
    }

    private static void draw(BufferedImage picture, Random random) {
        int left = picture.getWidth() / 12;
        int top = picture.getHeight() * 7 / 10;
        int width = picture.getWidth() / 5;
        int height = picture.getHeight() / 5;
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(
                new GradientPaint(left, top, new Color(196, 154, 104), left, top + height, new Color(150, 112, 72)));
        graphics.fillRect(left, top, width, height);
        graphics.setColor(new Color(222, 206, 170));
        graphics.fillRect(left + width * 2 / 5, top, width / 6, height);
        graphics.setColor(new Color(90, 66, 44));
        graphics.drawRect(left, top, width, height);
        graphics.dispose();
        for (int y = top; y <= top + height; y++) {
            for (int x = left; x <= left + width; x++) {
                picture.setRGB(x, y, noisy(picture.getRGB(x, y), NOISE * random.nextGaussian()));
            }
        }
    }

    private static int noisy(int colour, double noise) {
        int result = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int value = (int) Math.round((colour >> shift & 255) + noise);
            result |= Math.max(0, Math.min(255, value)) << shift;
        }
        return result;
    }
}
