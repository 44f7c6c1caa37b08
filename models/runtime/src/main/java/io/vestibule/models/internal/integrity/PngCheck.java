package io.vestibule.models.internal.integrity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Checks a PNG with its checksums, and copies the chunks that contain pixels (PNG, third edition, 5). The other chunks can make libpng
 * print a warning: an old colour profile is enough.
 */
public final class PngCheck {

    private static final int SIGNATURE = 8;
    private static final int HEADER = 0x49484452;
    private static final int PALETTE = 0x504C5445;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454E44;
    private static final int EXIF = 0x65584966;

    /** Bit of the type of a chunk that a decoder may skip. */
    private static final int ANCILLARY = 0x2000_0000;

    private static final int SCRATCH = 1 << 15;

    private final ByteBuffer bytes;
    private final ByteArrayOutputStream copy;
    private final Inflater inflater;
    private final byte[] scratch = new byte[SCRATCH];

    private PngCheck(ByteBuffer bytes, Inflater inflater) {
        this.bytes = bytes;
        this.copy = new ByteArrayOutputStream(bytes.remaining());
        this.inflater = inflater;
    }

    /**
     * A PNG that a native decoder reads without a warning.
     *
     * @param file contains the chunks with pixels only
     * @param orientation of the pixels
     */
    public record Checked(ByteBuffer file, Orientation orientation) {}

    /** Returns the checked file, or nothing if it is damaged. */
    public static Optional<Checked> check(ByteBuffer png) {
        Inflater inflater = new Inflater();
        try {
            return Optional.of(new PngCheck(png.slice(), inflater).read());
        } catch (DamageException | DataFormatException damage) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private Checked read() throws DamageException, DataFormatException {
        byte[] signature = new byte[SIGNATURE];
        bytes.get(signature);
        copy.writeBytes(signature);
        PngChunk first = PngChunk.read(bytes);
        PngHeader header = PngHeader.read(first);
        copy.writeBytes(first.encoded());
        PngRows rows = new PngRows(header);
        Orientation orientation = Orientation.UPRIGHT;
        boolean hasPalette = false;
        int previous = HEADER;
        while (previous != END) {
            PngChunk chunk = PngChunk.read(bytes);
            switch (chunk.type()) {
                case PALETTE -> {
                    hasPalette = true;
                    copyPalette(chunk, header);
                }
                case DATA -> {
                    if ((rows.hasBegun() && previous != DATA) || (header.needsPalette() && !hasPalette)) {
                        throw new DamageException("the data is in the wrong place");
                    }
                    inflate(chunk, rows);
                    copy.writeBytes(chunk.encoded());
                }
                case EXIF -> orientation = Orientation.ofExif(chunk.content());
                case END -> copy.writeBytes(chunk.encoded());
                default -> requireAncillary(chunk);
            }
            previous = chunk.type();
        }
        if (!rows.isComplete() || !inflater.finished()) {
            throw new DamageException("the data ends early");
        }
        return new Checked(ByteBuffer.wrap(copy.toByteArray()), orientation);
    }

    /** Copies the palette with as many colours as a pixel can name: a decoder warns about a pixel without a colour. */
    private void copyPalette(PngChunk chunk, PngHeader header) throws DamageException {
        if (header.needsPalette()) {
            byte[] colours = new byte[3 << header.depth()];
            if (chunk.content().remaining() > colours.length || chunk.content().remaining() % 3 != 0) {
                throw new DamageException("the palette has a wrong size");
            }
            chunk.content().get(colours, 0, chunk.content().remaining());
            copy.writeBytes(PngChunk.encode(PALETTE, colours));
        }
    }

    private void inflate(PngChunk chunk, PngRows rows) throws DamageException, DataFormatException {
        inflater.setInput(chunk.content());
        while (!inflater.finished()) {
            int count = inflater.inflate(scratch);
            rows.accept(scratch, count);
            if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                break;
            }
        }
        if (inflater.getRemaining() > 0) {
            throw new DamageException("there is data after the last row");
        }
    }

    private static void requireAncillary(PngChunk chunk) throws DamageException {
        if ((chunk.type() & ANCILLARY) == 0) {
            throw new DamageException("an unknown chunk");
        }
    }
}
