package io.vestibule.dataset.format;

import io.vestibule.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
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

/**
 * Writes a Parquet file in one go. Uncompressed, for pictures and embeddings do not shrink, and so needs no codec; without
 * dictionaries, and with a checksum on each page.
 */
public final class ParquetRowWriter {
    /** Larger than any part, so that each is one row group. */
    private static final long ROW_GROUP = 1L << 30;

    private ParquetRowWriter() {}

    /** Writes beside, and renames: a file of that name is always whole. */
    public static <T> void write(
            Path file,
            MessageType schema,
            Map<String, String> extra,
            List<T> rows,
            BiConsumer<ParquetFieldWriter, T> fields) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(beside);
            try (var writer = new Builder<>(new LocalOutputFile(beside), new Support<>(schema, extra, fields))
                    .withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withDictionaryEncoding(false)
                    .withPageWriteChecksumEnabled(true)
                    .withRowGroupSize(ROW_GROUP)
                    .build()) {
                for (T row : rows) {
                    writer.write(row);
                }
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DatasetException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final Support<T> support;

        Builder(OutputFile file, Support<T> support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract still; never called where the configuration is plain
        protected WriteSupport<T> getWriteSupport(Configuration hadoop) {
            return support;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    private static final class Support<T> extends WriteSupport<T> {
        private final MessageType schema;
        private final Map<String, String> extra;
        private final BiConsumer<ParquetFieldWriter, T> fields;
        private RecordConsumer out;

        Support(MessageType schema, Map<String, String> extra, BiConsumer<ParquetFieldWriter, T> fields) {
            this.schema = schema;
            this.extra = extra;
            this.fields = fields;
        }

        @Override
        @SuppressWarnings("deprecation") // as above
        public WriteContext init(Configuration hadoop) {
            return new WriteContext(schema, extra);
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, extra);
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            this.out = consumer;
        }

        @Override
        public void write(T row) {
            out.startMessage();
            fields.accept(new ParquetFieldWriter(out, schema), row);
            out.endMessage();
        }
    }
}
