package io.vestibule.models.internal.imageio;

import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.BadImageException.Fault;
import io.vestibule.models.image.ImageFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes an image with the Java platform's decoder. It gives its warnings to a listener, so nothing reaches standard error. It takes several
 * times the time of the native decoder. Of a damaged image it returns the pixels up to the damage, or what follows from the data.
 */
public final class HeapDecoder {

    /** More pixels are not kept: only every second, or third, column and row is. */
    private static final int MAXIMUM_PIXELS = 16_000_000;

    private HeapDecoder() {}

    /**
     * Decodes all pixels, or a share of them if there are more than 16 million. The orientation is not applied.
     *
     * @throws BadImageException if the decoder finds no image
     */
    public static HeapPicture decode(ByteBuffer file, ImageFormat format) throws BadImageException {
        ImageReader reader = reader(format);
        try (ImageInputStream input = input(file)) {
            reader.setInput(input, true, true);
            ImageReadParam parameters = reader.getDefaultReadParam();
            int by = reduction((long) reader.getWidth(0) * reader.getHeight(0));
            parameters.setSourceSubsampling(by, by, 0, 0);
            return picture(reader.read(0, parameters));
        } catch (IOException | RuntimeException damage) {
            // The readers check little, so that damaged data causes exceptions of any kind.
            throw new BadImageException(Fault.NOT_AN_IMAGE, "the image data is damaged");
        } finally {
            reader.dispose();
        }
    }

    static int reduction(long pixels) {
        int by = 1;
        while (pixels / ((long) by * by) > MAXIMUM_PIXELS) {
            by++;
        }
        return by;
    }

    private static ImageReader reader(ImageFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java runtime cannot read " + format.label());
        }
        return readers.next();
    }

    private static ImageInputStream input(ByteBuffer file) {
        byte[] bytes = new byte[file.remaining()];
        file.duplicate().get(bytes);
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    }

    private static HeapPicture picture(BufferedImage image) {
        BufferedImage bgr = image;
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            bgr = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = bgr.createGraphics();
            graphics.drawImage(image, 0, 0, Color.WHITE, null);
            graphics.dispose();
        }
        byte[] pixels = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        return new HeapPicture(image.getWidth(), image.getHeight(), pixels);
    }
}
