package io.vestibule.dataset.format;

import io.vestibule.common.AtomicFile;
import io.vestibule.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes Parquet files: uncompressed, because pictures and embeddings do not shrink; without dictionaries; and with a checksum
 * on each page.
 */
final class ParquetRowWriter {

    /** Larger than any part, so that each part is one row group. */
    private static final long ROW_GROUP_BYTES = 1L << 30;

    private ParquetRowWriter() {}

    /** Writes or replaces the file in one step, so that a file of that name is always complete. */
    static <T> void write(
            Path file,
            MessageType schema,
            Map<String, String> footer,
            List<T> rows,
            BiConsumer<ParquetFieldWriter, T> fields) {
        try {
            AtomicFile.write(file, part -> writeRows(part, new RowSupport<>(schema, footer, fields), rows));
        } catch (IOException e) {
            throw new DatasetException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static <T> void writeRows(Path file, RowSupport<T> support, List<T> rows) throws IOException {
        try (ParquetWriter<T> writer = new Builder<>(new LocalOutputFile(file), support)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withDictionaryEncoding(false)
                .withPageWriteChecksumEnabled(true)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build()) {
            for (T row : rows) {
                writer.write(row);
            }
        }
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {

        private final RowSupport<T> support;

        Builder(OutputFile file, RowSupport<T> support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // still abstract; not called with a plain configuration
        protected WriteSupport<T> getWriteSupport(Configuration hadoop) {
            return support;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    private static final class RowSupport<T> extends WriteSupport<T> {

        private final MessageType schema;
        private final Map<String, String> footer;
        private final BiConsumer<ParquetFieldWriter, T> fields;
        private @Nullable RecordConsumer out;

        RowSupport(MessageType schema, Map<String, String> footer, BiConsumer<ParquetFieldWriter, T> fields) {
            this.schema = schema;
            this.footer = footer;
            this.fields = fields;
        }

        @Override
        @SuppressWarnings("deprecation") // as above
        public WriteContext init(Configuration hadoop) {
            return new WriteContext(schema, footer);
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, footer);
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            this.out = consumer;
        }

        @Override
        public void write(T row) {
            RecordConsumer consumer = Objects.requireNonNull(out, "prepareForWrite comes first");
            consumer.startMessage();
            fields.accept(new ParquetFieldWriter(consumer, schema), row);
            consumer.endMessage();
        }
    }
}
