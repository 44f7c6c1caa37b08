package io.vestibule.dataset.read;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.format.ParquetRowReader;
import io.vestibule.dataset.format.SampleRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The samples of one part. To be closed. */
public final class PartReader implements SampleReader.OpenPart {
    private final Path file;
    private final int rows;
    private final ParquetRowReader in;
    private int read;

    public PartReader(Path file, int rows, FaceLoading faces) {
        this.file = file;
        this.rows = rows;
        this.in = new ParquetRowReader(file, SampleRows.columns(faces));
    }

    /** All of them. */
    public static List<Sample> all(Path file, int rows, FaceLoading faces) {
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
            var sample = SampleRows.sample(in.next());
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
