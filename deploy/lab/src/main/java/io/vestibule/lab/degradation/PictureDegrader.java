package io.vestibule.lab.degradation;

import io.vestibule.lab.scenes.JpegEncoder;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import javax.imageio.ImageIO;

/** Decodes a picture, makes it worse and encodes it again. One thread at a time. */
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
     * @param encoded a picture that ImageIO reads
     * @param at since the clip's beginning; makes the noise of each picture its own
     * @return a JPEG
     */
    public byte[] spoil(byte[] encoded, Duration at) {
        BufferedImage picture = decode(encoded);
        degradation.spoil(picture, at, new Random(seed * 31 + at.toMillis()));
        return jpeg.encode(picture);
    }

    /** @throws UncheckedIOException if ImageIO cannot read it */
    static BufferedImage decode(byte[] encoded) {
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
