package io.vestibule.models.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Formats of images, and of files that people take for images. A file is recognised by its first bytes, never by its name. */
public enum ImageFormat {
    JPEG("JPEG", Decoder.IN_PARTS),
    PNG("PNG", Decoder.WHOLE),
    WEBP("WebP", Decoder.WHOLE),
    TIFF("TIFF", Decoder.ON_THE_HEAP),
    BMP("BMP", Decoder.ON_THE_HEAP),
    GIF("GIF", Decoder.ON_THE_HEAP),
    HEIC("HEIC, as iPhones send", Decoder.NONE),
    AVIF("AVIF", Decoder.NONE),
    JPEG_XL("JPEG XL", Decoder.NONE),
    JPEG_2000("JPEG 2000", Decoder.NONE),
    PSD("a Photoshop file", Decoder.NONE),
    CAMERA_RAW("a raw file of a camera", Decoder.NONE),
    ICON("an icon", Decoder.NONE),
    SVG("SVG", Decoder.NONE),
    PDF("PDF", Decoder.NONE),
    VIDEO("a video", Decoder.NONE),
    ARCHIVE("an archive", Decoder.NONE),
    WEB_PAGE("a web page", Decoder.NONE),
    UNKNOWN("no known image format", Decoder.NONE);

    /** How a format is decoded. */
    enum Decoder {
        /** Row by row, and at a smaller scale if less is needed. */
        IN_PARTS,
        /** All pixels at once, outside the Java heap. */
        WHOLE,
        /** All pixels at once, on the Java heap. */
        ON_THE_HEAP,
        /** Not at all. */
        NONE
    }

    private final String label;
    private final Decoder decoder;

    ImageFormat(String label, Decoder decoder) {
        this.label = label;
        this.decoder = decoder;
    }

    /** The format as a user knows it. */
    public String label() {
        return label;
    }

    /** Whether photographs in this format can be decoded. */
    public boolean isReadable() {
        return decoder != Decoder.NONE;
    }

    Decoder decoder() {
        return decoder;
    }

    /** The format of a file that begins with these bytes. */
    public static ImageFormat of(ByteBuffer bytes) {
        Start start = new Start(bytes);
        for (Signature signature : SIGNATURES) {
            if (start.has(signature.offset(), signature.bytes())) {
                return signature.format();
            }
        }
        if (start.has(4, latin("ftyp"))) {
            return container(start);
        }
        String text = start.text();
        if (text.startsWith("<svg") || text.startsWith("<?xml")) {
            return SVG;
        }
        return text.startsWith("<!doctype html") || text.startsWith("<html") ? WEB_PAGE : UNKNOWN;
    }

    /** ISO/IEC 14496-12, 4.3: the brand of a file states what it contains. */
    private static ImageFormat container(Start start) {
        for (int at = 8; at < Start.BYTES; at += 4) {
            if (start.has(at, latin("avif")) || start.has(at, latin("avis"))) {
                return AVIF;
            }
        }
        for (String brand : List.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1")) {
            if (start.has(8, latin(brand))) {
                return HEIC;
            }
        }
        return start.has(8, latin("crx ")) ? CAMERA_RAW : VIDEO;
    }

    private static final List<Signature> SIGNATURES = List.of(
            new Signature(JPEG, 0, bytes(0xFF, 0xD8)),
            new Signature(PNG, 0, bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')),
            new Signature(WEBP, 8, latin("WEBP")),
            new Signature(VIDEO, 8, latin("AVI ")),
            new Signature(GIF, 0, latin("GIF8")),
            new Signature(CAMERA_RAW, 8, latin("CR\2\0")),
            new Signature(CAMERA_RAW, 0, latin("FUJIFILM")),
            new Signature(TIFF, 0, latin("II*\0")),
            new Signature(TIFF, 0, latin("MM\0*")),
            new Signature(BMP, 0, latin("BM")),
            new Signature(JPEG_XL, 0, bytes(0xFF, 0x0A)),
            new Signature(JPEG_XL, 4, latin("JXL ")),
            new Signature(JPEG_2000, 4, latin("jP  ")),
            new Signature(JPEG_2000, 0, bytes(0xFF, 0x4F, 0xFF, 0x51)),
            new Signature(PSD, 0, latin("8BPS")),
            new Signature(ICON, 0, bytes(0, 0, 1, 0)),
            new Signature(PDF, 0, latin("%PDF")),
            new Signature(VIDEO, 0, bytes(0x1A, 0x45, 0xDF, 0xA3)),
            new Signature(VIDEO, 0, bytes(0, 0, 0, 1)),
            new Signature(VIDEO, 0, bytes(0, 0, 1, 0xBA)),
            new Signature(ARCHIVE, 0, latin("PK\3\4")),
            new Signature(ARCHIVE, 0, bytes(0x1F, 0x8B)));

    private record Signature(ImageFormat format, int offset, byte[] bytes) {}

    /** The first bytes of a file. */
    private record Start(ByteBuffer file) {

        static final int BYTES = 40;

        boolean has(int offset, byte[] expected) {
            if (file.remaining() < offset + expected.length) {
                return false;
            }
            for (int i = 0; i < expected.length; i++) {
                if (file.get(file.position() + offset + i) != expected[i]) {
                    return false;
                }
            }
            return true;
        }

        String text() {
            byte[] first = new byte[Math.min(BYTES, file.remaining())];
            file.get(file.position(), first);
            return new String(first, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }
}
