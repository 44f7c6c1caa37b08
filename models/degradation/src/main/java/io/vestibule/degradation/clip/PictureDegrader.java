package io.vestibule.degradation.clip;

import io.vestibule.degradation.JpegEncoder;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import javax.imageio.ImageIO;

/** Decodes, degrades and encodes the pictures of a clip. For one thread. */
public final class PictureDegrader {

    private final Degradation degradation;
    private final long seed;
    private final JpegEncoder jpeg;

    public PictureDegrader(Degradation degradation, long seed) {
        this.degradation = degradation;
        this.seed = seed;
        this.jpeg = new JpegEncoder(degradation.quality());
    }

    /**
     * Degrades a picture.
     *
     * @param encoded a picture in a format that ImageIO reads
     * @param at time since the start of the clip; it also seeds the noise of the picture
     * @return a JPEG
     * @throws UncheckedIOException if ImageIO cannot read the picture
     */
    public byte[] degrade(byte[] encoded, Duration at) {
        BufferedImage picture = decode(encoded);
        degradation.apply(picture, at, new Random(seed * 31 + at.toMillis()));
        return jpeg.encode(picture);
    }

    private static BufferedImage decode(byte[] encoded) {
        try {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(encoded));
            if (read == null) {
                throw new IOException("not a picture");
            }
            if (read.getType() == BufferedImage.TYPE_3BYTE_BGR) {
                return read;
            }
            BufferedImage picture = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = picture.createGraphics();
            graphics.drawImage(read, 0, 0, null);
            graphics.dispose();
            return picture;
        } catch (IOException failure) {
            throw new UncheckedIOException("a picture cannot be decoded", failure);
        }
    }
}
