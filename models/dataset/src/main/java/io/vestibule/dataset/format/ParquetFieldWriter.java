package io.vestibule.dataset.format;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/** Writes the fields of one Parquet group by name. Null values are not written. */
final class ParquetFieldWriter {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final RecordConsumer out;
    private final GroupType type;

    ParquetFieldWriter(RecordConsumer out, GroupType type) {
        this.out = out;
        this.type = type;
    }

    void string(String name, @Nullable String value) {
        if (value != null) {
            field(name, () -> out.addBinary(Binary.fromString(value)));
        }
    }

    void bytes(String name, byte @Nullable [] value) {
        if (value != null) {
            field(name, () -> out.addBinary(Binary.fromConstantByteArray(value)));
        }
    }

    void float32(String name, @Nullable Float value) {
        if (value != null) {
            field(name, () -> out.addFloat(value));
        }
    }

    void int32(String name, int value) {
        field(name, () -> out.addInteger(value));
    }

    void int64(String name, long value) {
        field(name, () -> out.addLong(value));
    }

    void timestamp(String name, @Nullable Instant value) {
        if (value != null) {
            int64(name, micros(value));
        }
    }

    void group(String name, Consumer<ParquetFieldWriter> fields) {
        field(name, () -> {
            out.startGroup();
            fields.accept(new ParquetFieldWriter(out, type.getType(name).asGroupType()));
            out.endGroup();
        });
    }

    void floats(String name, float[] values) {
        list(name, values.length, (element, i) -> element.float32("element", values[i]));
    }

    void ints(String name, List<Integer> values) {
        list(name, values.size(), (element, i) -> element.int32("element", values.get(i)));
    }

    <T> void groups(String name, List<T> values, BiConsumer<ParquetFieldWriter, T> fields) {
        list(
                name,
                values.size(),
                (element, i) -> element.group("element", inner -> fields.accept(inner, values.get(i))));
    }

    private interface ElementWriter {
        void write(ParquetFieldWriter element, int index);
    }

    private void list(String name, int size, ElementWriter writer) {
        group(name, list -> {
            if (size > 0) {
                list.field("list", () -> {
                    ParquetFieldWriter element = new ParquetFieldWriter(
                            out, list.type.getType("list").asGroupType());
                    for (int i = 0; i < size; i++) {
                        out.startGroup();
                        writer.write(element, i);
                        out.endGroup();
                    }
                });
            }
        });
    }

    private void field(String name, Runnable value) {
        int index = type.getFieldIndex(name);
        out.startField(name, index);
        value.run();
        out.endField(name, index);
    }

    /** Microseconds since 1970. */
    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND), time.getNano() / 1000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }
}
