package io.vestibule.dataset.format;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** The file of class centres: one row for each identity, sorted by name. Contract and version are in the footer. */
public final class CentresFile {

    /** Name of the file. */
    public static final String NAME = "centres.parquet";

    private static final String CONTRACT = "vestibule.contract";
    private static final String VERSION = "vestibule.version";

    private CentresFile() {}

    public static void write(Path file, Centres centres) {
        ParquetRowWriter.write(
                file,
                ParquetColumns.CENTRES,
                // Sorted: the order of Map.of changes between runs, and Parquet writes the footer in iteration order.
                new TreeMap<>(Map.of(CONTRACT, centres.contract(), VERSION, centres.version())),
                new ArrayList<>(centres.identities()),
                (row, identity) -> {
                    row.string("identity", identity);
                    row.floats("unit", centres.unit(identity).orElseThrow());
                });
    }

    /** @throws DatasetException if it is not a file of centres, or the values do not match the version */
    public static Centres read(Path file) {
        try (ParquetRowReader reader = new ParquetRowReader(file, ParquetColumns.CENTRES)) {
            Map<String, float[]> units = new TreeMap<>();
            reader.forEachRemaining(
                    row -> units.put(row.getString("identity", 0), SampleRows.floats(row.getGroup("unit", 0))));
            String contract = reader.footer(CONTRACT);
            if (contract == null) {
                throw new DatasetException(file + ": the footer has no " + CONTRACT);
            }
            Centres centres = new Centres(contract, units);
            if (!centres.version().equals(reader.footer(VERSION))) {
                throw new DatasetException(file + ": the centres do not match their version");
            }
            return centres;
        } catch (IllegalArgumentException e) {
            throw new DatasetException(file + ": not a file of class centres: " + e.getMessage(), e);
        }
    }
}
