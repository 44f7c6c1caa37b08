package io.vestibule.service.publish;

import io.vestibule.schemas.Encoding;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Encodes pictures as JPEG within a limit of bytes. A picture that exceeds it is encoded with a lower quality, and then at half of
 * its size, until it fits: a lower quality loses less for the detection of faces than a missing picture.
 */
final class JpegEncoder {
    /** The first is the quality of all pictures that fit. */
    private static final float[] QUALITIES = {0.9f, 0.75f, 0.5f};

    private static final int SMALLEST_SIDE = 16;

    private final int largest;
    private final PictureCounts counts;

    /** @param largest largest picture in bytes */
    JpegEncoder(int largest, PictureCounts counts) {
        this.largest = largest;
        this.counts = counts;
    }

    /** @throws SourceException if even the smallest form exceeds the limit */
    EncodedPicture encode(BufferedImage image, Duration at, OptionalLong capturedNanos) throws IOException {
        BufferedImage scaled = image;
        while (Math.min(scaled.getWidth(), scaled.getHeight()) >= SMALLEST_SIDE || scaled == image) {
            for (float quality : QUALITIES) {
                byte[] bytes = jpeg(scaled, quality);
                if (bytes.length <= largest) {
                    if (scaled != image || quality != QUALITIES[0]) {
                        counts.addReduced();
                    }
                    return new EncodedPicture(
                            Encoding.JPEG, scaled.getWidth(), scaled.getHeight(), bytes, at, capturedNanos, false);
                }
            }
            scaled = half(scaled);
        }
        throw new SourceException(
                "the topic accepts at most %,d bytes, less than the smallest form of a picture; raise its"
                                .formatted(largest)
                        + " max.message.bytes");
    }

    private static BufferedImage half(BufferedImage image) {
        int width = Math.max(1, image.getWidth() / 2);
        int height = Math.max(1, image.getHeight() / 2);
        BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = half.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return half;
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
