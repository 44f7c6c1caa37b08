package io.vestibule.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The samples of one part. To be closed. */
final class PartReader implements SampleReader.OpenPart {
    private final Path file;
    private final int rows;
    private final ParquetIn in;
    private int read;

    PartReader(Path file, int rows, Faces faces) {
        this.file = file;
        this.rows = rows;
        this.in = new ParquetIn(file, Rows.columns(faces));
    }

    /** All of them. */
    static List<Sample> all(Path file, int rows, Faces faces) {
        try (var reader = new PartReader(file, rows, faces)) {
            var samples = new ArrayList<Sample>(rows);
            reader.forEachRemaining(samples::add);
            return samples;
        }
    }

    @Override
    public boolean hasNext() {
        boolean more = in.hasNext();
        if (!more && read != rows) {
            throw new DatasetException(file + " has " + read + " samples, and its dataset says " + rows);
        }
        return more;
    }

    @Override
    public Sample next() {
        try {
            var sample = Rows.sample(in.next());
            read++;
            return sample;
        } catch (IllegalArgumentException e) {
            throw new DatasetException("row " + read + " of " + file + " is no sample: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        in.close();
    }
}
