package io.vestibule.degradation;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Compresses a picture as JPEG and decodes it again. */
public final class JpegCompression {

    private JpegCompression() {}

    /**
     * Compresses a square picture.
     *
     * @param bgr pixels of blue, green, red; not changed
     * @param side of the picture in pixels
     * @param quality 0 to 1
     * @return the decoded pixels
     */
    public static byte[] apply(byte[] bgr, int side, float quality) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(bgr, 0, PixelBytes.of(picture), 0, bgr.length);
        byte[] file = new JpegEncoder(quality).encode(picture);
        try {
            // In memory, so that no face is left in a folder for temporary files. Reading closes the stream.
            BufferedImage decoded = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
            return PixelBytes.of(toBgr(decoded)).clone();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a picture in memory cannot be decoded", impossible);
        }
    }

    private static BufferedImage toBgr(BufferedImage decoded) {
        BufferedImage bgr = new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = bgr.createGraphics();
        graphics.drawImage(decoded, 0, 0, null);
        graphics.dispose();
        return bgr;
    }
}
