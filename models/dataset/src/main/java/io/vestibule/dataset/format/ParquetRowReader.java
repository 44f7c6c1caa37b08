package io.vestibule.dataset.format;

import io.vestibule.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a Parquet file in order. Must be closed. */
final class ParquetRowReader implements Iterator<Group>, AutoCloseable {

    private static final Pattern OBJECT = Pattern.compile("\\S*LocalInputFile@\\S+");

    private final Path file;
    private final ParquetFileReader reader;
    private final MessageType columns;
    private @Nullable RecordReader<Group> records;
    private long left;

    /**
     * @param columns the columns to load
     * @throws DatasetException if the file is missing, damaged, or has other columns
     */
    ParquetRowReader(Path file, MessageType columns) {
        this.file = file;
        this.columns = columns;
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file + ": missing; copy the folder of the dataset again");
        }
        try {
            ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                    .usePageChecksumVerification()
                    .build();
            reader = ParquetFileReader.open(new LocalInputFile(file), options);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
        try {
            reader.getFileMetaData().getSchema().checkContains(columns);
            reader.setRequestedSchema(columns);
        } catch (RuntimeException e) {
            close();
            throw damaged(file, e);
        }
    }

    /** The footer's value for a key. */
    @Nullable
    String footer(String key) {
        return reader.getFileMetaData().getKeyValueMetaData().get(key);
    }

    @Override
    public boolean hasNext() {
        try {
            while (left == 0) {
                PageReadStore pages = reader.readNextRowGroup();
                if (pages == null) {
                    return false;
                }
                left = pages.getRowCount();
                records = new ColumnIOFactory()
                        .getColumnIO(columns)
                        .getRecordReader(pages, new GroupRecordConverter(columns));
            }
            return true;
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    @Override
    public Group next() {
        if (!hasNext() || records == null) {
            throw new NoSuchElementException();
        }
        try {
            left--;
            return records.read();
        } catch (RuntimeException e) {
            throw damaged(file, e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static DatasetException damaged(Path file, Exception e) {
        // Parquet's messages may contain a whole schema in further lines, and the toString of the file object.
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new DatasetException(
                file + ": damaged, or not a file of a dataset: "
                        + OBJECT.matcher(first).replaceAll("it"),
                e);
    }
}
