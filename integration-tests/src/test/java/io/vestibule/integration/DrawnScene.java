package io.vestibule.integration;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Frames of a drawn camera view: a wall and a door with sensor noise, optionally with a visitor who approaches. */
final class DrawnScene {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final double NOISE = 3;

    private final BufferedImage scene = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    private final Random random;
    private final int[] noise = new int[1 << 18];

    DrawnScene(long seed) {
        random = new Random(seed);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (int) Math.round(random.nextGaussian() * NOISE);
        }
        Graphics2D g = scene.createGraphics();
        g.setPaint(new GradientPaint(0, 0, new Color(188, 178, 164), WIDTH, HEIGHT, new Color(120, 112, 104)));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(new Color(86, 62, 44));
        g.fillRect(40 + random.nextInt(60), 60, 150, 380);
        g.setColor(new Color(70, 74, 80));
        g.fillRect(0, 440, WIDTH, 40);
        g.dispose();
    }

    byte[] empty() {
        return render(null, 0, 0);
    }

    /**
     * @param step number of the visitor's step, from 0; each is a little nearer and further right
     */
    byte[] withVisitor(BufferedImage visitor, int step) {
        int height = 190 + 6 * step;
        return render(visitor, 250 + 5 * step, height);
    }

    private byte[] render(@Nullable BufferedImage visitor, int left, int height) {
        BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = frame.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(scene, 0, 0, null);
        if (visitor != null) {
            int width = height * visitor.getWidth() / visitor.getHeight();
            g.drawImage(visitor, left, 120, width, height, null);
        }
        g.dispose();
        addNoise(frame);
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(frame, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addNoise(BufferedImage frame) {
        byte[] pixels = ((java.awt.image.DataBufferByte) frame.getRaster().getDataBuffer()).getData();
        int at = random.nextInt(noise.length);
        for (int i = 0; i < pixels.length; i++) {
            int value = (pixels[i] & 0xFF) + noise[at++ & noise.length - 1];
            pixels[i] = (byte) Math.max(0, Math.min(255, value));
        }
    }
}
