package io.vestibule.dataset.format;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Centres as a file: a row for each identity, in the order of their names; contract and version at the file's end. */
public final class CentresFile {
    public static final String NAME = "centres.parquet";
    private static final String CONTRACT = "vestibule.contract";
    private static final String VERSION = "vestibule.version";

    private CentresFile() {}

    public static void write(Path file, Centres centres) {
        ParquetRowWriter.write(
                file,
                ParquetColumns.CENTRES,
                // Sorted: the order of Map.of differs from one JVM to the next, and is the order in the file.
                new TreeMap<>(Map.of(CONTRACT, centres.contract(), VERSION, centres.version())),
                new ArrayList<>(centres.identities()),
                (row, identity) -> {
                    row.text("identity", identity);
                    row.reals("unit", centres.unit(identity).orElseThrow());
                });
    }

    /** @throws DatasetException if it is none, or its values are not those of its version */
    public static Centres read(Path file) {
        try (var in = new ParquetRowReader(file, ParquetColumns.CENTRES)) {
            var units = new TreeMap<String, float[]>();
            in.forEachRemaining(
                    row -> units.put(row.getString("identity", 0), SampleRows.reals(row.getGroup("unit", 0))));
            String contract = in.extra(CONTRACT);
            if (contract == null) {
                throw new DatasetException(file + " does not say of which contract its centres are");
            }
            var centres = new Centres(contract, units);
            if (!centres.version().equals(in.extra(VERSION))) {
                throw new DatasetException(file + " holds other centres than its version says");
            }
            return centres;
        } catch (IllegalArgumentException e) {
            throw new DatasetException(file + " holds no centres: " + e.getMessage(), e);
        }
    }
}
