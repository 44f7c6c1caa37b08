package io.vestibule.models.image;

import io.vestibule.models.image.BadImageException.Fault;
import io.vestibule.models.image.ImageFormat.Decoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads format, width and height from the first bytes of an image. */
final class ImageHeader {

    /** 8,192 x 8,192. A progressive JPEG of this size needs 400 MB. */
    private static final long MAXIMUM_WHOLE = 67_108_864;

    /** 75 MB. */
    private static final long MAXIMUM_ON_THE_HEAP = 25_000_000;

    private static final int PNG_BYTES = 24;

    private ImageHeader() {}

    static EncodedImage readFrame(ByteBuffer image, long maximumPixels) throws BadImageException {
        ImageFormat format = format(image);
        if (format != ImageFormat.JPEG && format != ImageFormat.PNG) {
            throw new BadImageException(
                    Fault.NOT_AN_IMAGE, "this is " + format.label() + "; only JPEG and PNG can be read here");
        }
        return read(image, format, maximumPixels);
    }

    static EncodedImage readPhotograph(ByteBuffer image, long maximumPixels) throws BadImageException {
        ImageFormat format = format(image);
        if (!format.isReadable()) {
            throw new BadImageException(
                    Fault.NOT_AN_IMAGE, "this is " + format.label() + "; save the photograph as a JPEG");
        }
        return read(image, format, maximumPixels);
    }

    private static ImageFormat format(ByteBuffer image) throws BadImageException {
        if (!image.hasRemaining()) {
            throw new BadImageException(Fault.EMPTY, "no bytes");
        }
        return ImageFormat.of(image);
    }

    private static EncodedImage read(ByteBuffer image, ImageFormat format, long maximumPixels)
            throws BadImageException {
        ImageSize size = size(image.slice().order(ByteOrder.BIG_ENDIAN), format);
        if (size.width() <= 0 || size.height() <= 0) {
            throw new BadImageException(Fault.ZERO_SIZE, "the header gives " + size.text());
        }
        long limit = limit(format.decoder(), size.isWhole(), maximumPixels);
        if ((long) size.width() * size.height() > limit) {
            throw new BadImageException(
                    Fault.TOO_MANY_PIXELS,
                    String.format(
                            Locale.ROOT,
                            "the header gives %s; the limit of pixels is %,d for %s",
                            size.text(),
                            limit,
                            size.isWhole() && format == ImageFormat.JPEG ? "progressive JPEG" : format.label()));
        }
        return new EncodedImage(image, format, size.width(), size.height());
    }

    private static long limit(Decoder decoder, boolean whole, long maximumPixels) {
        long most =
                switch (decoder) {
                    case IN_PARTS -> whole ? MAXIMUM_WHOLE : Long.MAX_VALUE;
                    case WHOLE -> MAXIMUM_WHOLE;
                    case ON_THE_HEAP, NONE -> MAXIMUM_ON_THE_HEAP;
                };
        return Math.min(maximumPixels, most);
    }

    private static ImageSize size(ByteBuffer bytes, ImageFormat format) throws BadImageException {
        return switch (format) {
            case JPEG -> jpegSize(bytes);
            case PNG -> pngSize(bytes);
            case WEBP -> WebpHeader.size(bytes);
            default -> sizeOnTheHeap(bytes, format);
        };
    }

    /** RFC 2083, 4.1.1. */
    private static ImageSize pngSize(ByteBuffer bytes) throws BadImageException {
        if (bytes.remaining() < PNG_BYTES) {
            throw new BadImageException(Fault.NOT_AN_IMAGE, "a PNG without a header");
        }
        return new ImageSize(bytes.getInt(16), bytes.getInt(20), true);
    }

    /** Skips markers up to the one that starts a frame (ITU T.81, B.2). */
    private static ImageSize jpegSize(ByteBuffer bytes) throws BadImageException {
        int at = 2;
        while (at + 9 <= bytes.remaining()) {
            int marker = Short.toUnsignedInt(bytes.getShort(at));
            if (marker >>> 8 != 0xFF) {
                break;
            }
            if (marker == 0xFFFF) { // a fill byte
                at++;
            } else if (startsFrame(marker & 0xFF)) {
                int height = Short.toUnsignedInt(bytes.getShort(at + 5));
                int width = Short.toUnsignedInt(bytes.getShort(at + 7));
                return new ImageSize(width, height, (marker & 0x3) == 2);
            } else {
                at += 2 + Short.toUnsignedInt(bytes.getShort(at + 2));
            }
        }
        throw new BadImageException(Fault.NOT_AN_IMAGE, "a JPEG without a frame header");
    }

    /** SOF0 to SOF15, without DHT (C4), JPG (C8) and DAC (CC), which share their range. */
    private static boolean startsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static ImageSize sizeOnTheHeap(ByteBuffer bytes, ImageFormat format) throws BadImageException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.name()).next();
        byte[] file = new byte[bytes.remaining()];
        bytes.get(file);
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            return new ImageSize(reader.getWidth(0), reader.getHeight(0), true);
        } catch (IOException | RuntimeException damage) {
            throw new BadImageException(Fault.NOT_AN_IMAGE, "a " + format.label() + " file without a valid header");
        } finally {
            reader.dispose();
        }
    }
}
