package io.vestibule.models.internal.integrity;

import io.vestibule.models.internal.integrity.EntropyReader.Rest;
import io.vestibule.models.internal.integrity.ScanHeader.Part;

/** Reads the data of a scan: all blocks, and the restart markers between them (ITU T.81, B.1.1.2 and E.2.4). */
final class ScanReader {

    private static final int RESTART = 0xD0;
    private static final int RESTARTS = 8;
    private static final long[] NONE = {};

    private final EntropyReader bits;
    private final BlockReader blocks;
    private final JpegFrame frame;
    private final ScanHeader scan;
    private final int restartInterval;
    private boolean isPadded;

    /**
     * @param from offset of the data
     * @param limit end of the file
     * @param restartInterval units between two restart markers, 0 for none
     */
    ScanReader(byte[] bytes, int from, int limit, JpegFrame frame, ScanHeader scan, int restartInterval) {
        this.bits = new EntropyReader(bytes, from, limit);
        this.blocks = new BlockReader(bits, scan, frame.progressive());
        this.frame = frame;
        this.scan = scan;
        this.restartInterval = restartInterval;
    }

    /**
     * Reads all blocks. Returns what is left before the next marker.
     *
     * @throws DamageException if there are fewer blocks, or other data
     */
    Rest read() throws DamageException {
        boolean alone = scan.parts().size() == 1;
        JpegComponent only = scan.parts().get(0).component();
        int columns = alone ? only.columns() : frame.unitColumns();
        int rows = alone ? only.rows() : frame.unitRows();
        int unit = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
                    restart(unit / restartInterval - 1);
                }
                if (alone) {
                    readBlock(scan.parts().get(0), row, column);
                } else {
                    readUnit(row, column);
                }
                unit++;
            }
        }
        return bits.skipToMarker();
    }

    /** Whether there are bytes before a restart marker that belong to no block, but are no sign of damage. */
    boolean isPadded() {
        return isPadded;
    }

    private void readUnit(int row, int column) throws DamageException {
        for (Part part : scan.parts()) {
            JpegComponent component = part.component();
            for (int y = 0; y < component.vertical(); y++) {
                for (int x = 0; x < component.horizontal(); x++) {
                    readBlock(part, row * component.vertical() + y, column * component.horizontal() + x);
                }
            }
        }
    }

    private void readBlock(Part part, int row, int column) throws DamageException {
        if (!frame.progressive()) {
            blocks.read(part, NONE, 0);
            return;
        }
        JpegComponent component = part.component();
        int width = frame.unitColumns() * component.horizontal();
        int height = frame.unitRows() * component.vertical();
        blocks.read(part, component.nonZero(width * height), row * width + column);
    }

    private void restart(int number) throws DamageException {
        Rest rest = bits.skipToMarker();
        if (!rest.isEmpty() && !rest.isPadding()) {
            throw new DamageException("unknown data before a restart marker");
        }
        isPadded |= !rest.isEmpty();
        int marker = bits.readMarker();
        if (marker != RESTART + number % RESTARTS) {
            throw new DamageException("a restart marker is missing");
        }
        blocks.restart();
    }
}
