package io.vestibule.models;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small pictures with some structure, in several formats, and the same pictures after damage. */
public final class TestPictures {

    private TestPictures() {}

    /** Colours that change from corner to corner, with a pattern of dots. */
    public static BufferedImage drawn(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        graphics.fillRect(0, 0, width, height);
        graphics.setPaint(Color.WHITE);
        for (int dot = 0; dot < width * height / 100; dot++) {
            graphics.fillRect(dot * 37 % width, dot * 53 % height, 2, 2);
        }
        graphics.dispose();
        return picture;
    }

    /** The picture as a file. */
    public static byte[] encoded(String format, int width, int height) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(drawn(width, height), format, file)) {
                throw new IllegalArgumentException("no encoder for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    public static byte[] jpeg(int width, int height) {
        return encoded("jpg", width, height);
    }

    public static byte[] progressiveJpeg(int width, int height) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(null, new IIOImage(drawn(width, height), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /** The file without some bytes in its middle, as a lost packet leaves it. */
    public static byte[] withoutPacket(byte[] file, int length) {
        int from = file.length / 2;
        byte[] damaged = Arrays.copyOf(file, file.length - length);
        System.arraycopy(file, from + length, damaged, from, file.length - from - length);
        return damaged;
    }

    /** The file with zeros in its middle. */
    public static byte[] withZeros(byte[] file, int length) {
        byte[] damaged = file.clone();
        Arrays.fill(damaged, file.length / 2, file.length / 2 + length, (byte) 0);
        return damaged;
    }

    /** The file with further bytes at some offset. */
    public static byte[] with(byte[] file, int offset, byte... inserted) {
        byte[] longer = Arrays.copyOf(file, file.length + inserted.length);
        System.arraycopy(inserted, 0, longer, offset, inserted.length);
        System.arraycopy(file, offset, longer, offset + inserted.length, file.length - offset);
        return longer;
    }
}
