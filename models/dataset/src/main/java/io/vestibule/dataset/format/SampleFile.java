package io.vestibule.dataset.format;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleIterator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Parquet file of samples: one part of a dataset. */
public final class SampleFile {

    private SampleFile() {}

    /** Writes or replaces the file in one step. */
    public static void write(Path file, List<Sample> samples) {
        ParquetRowWriter.write(file, ParquetColumns.SAMPLES, Map.of(), samples, SampleRows::write);
    }

    /**
     * Opens the file.
     *
     * @param rows number of samples according to the manifest
     * @throws DatasetException if the file is missing or damaged
     */
    public static SampleIterator open(Path file, int rows, FaceLoading faces) {
        return new Samples(file, rows, faces);
    }

    private static final class Samples implements SampleIterator {

        private final Path file;
        private final int expected;
        private final ParquetRowReader rows;
        private int read;

        private Samples(Path file, int expected, FaceLoading faces) {
            this.file = file;
            this.expected = expected;
            this.rows = new ParquetRowReader(file, SampleRows.columns(faces));
        }

        @Override
        public boolean hasNext() {
            boolean more = rows.hasNext();
            if (!more && read != expected) {
                throw new DatasetException(file + ": has " + read + " samples, but the manifest expects " + expected);
            }
            return more;
        }

        @Override
        public Sample next() {
            try {
                Sample sample = SampleRows.sample(rows.next());
                read++;
                return sample;
            } catch (IllegalArgumentException e) {
                throw new DatasetException(file + ": row " + read + " is not a sample: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
