package io.vestibule.dataset.format;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/** Writes the fields of one group by their names; what is null or an empty list is left out. */
public final class ParquetFieldWriter {
    private static final long MICROS = 1_000_000;
    private final RecordConsumer out;
    private final GroupType type;

    ParquetFieldWriter(RecordConsumer out, GroupType type) {
        this.out = out;
        this.type = type;
    }

    void text(String name, @Nullable String value) {
        if (value != null) {
            field(name, () -> out.addBinary(Binary.fromString(value)));
        }
    }

    void bytes(String name, byte @Nullable [] value) {
        if (value != null) {
            field(name, () -> out.addBinary(Binary.fromConstantByteArray(value)));
        }
    }

    void real(String name, @Nullable Float value) {
        if (value != null) {
            field(name, () -> out.addFloat(value));
        }
    }

    void whole(String name, int value) {
        field(name, () -> out.addInteger(value));
    }

    void whole(String name, long value) {
        field(name, () -> out.addLong(value));
    }

    void moment(String name, @Nullable Instant value) {
        if (value != null) {
            whole(name, micros(value));
        }
    }

    void group(String name, Consumer<ParquetFieldWriter> fields) {
        field(name, () -> {
            out.startGroup();
            fields.accept(new ParquetFieldWriter(out, type.getType(name).asGroupType()));
            out.endGroup();
        });
    }

    void reals(String name, float[] values) {
        list(name, values.length, (element, i) -> element.real("element", values[i]));
    }

    void wholes(String name, List<Integer> values) {
        list(name, values.size(), (element, i) -> element.whole("element", values.get(i)));
    }

    <T> void groups(String name, List<T> values, BiConsumer<ParquetFieldWriter, T> fields) {
        list(
                name,
                values.size(),
                (element, i) -> element.group("element", inner -> fields.accept(inner, values.get(i))));
    }

    private interface Element {
        void write(ParquetFieldWriter element, int index);
    }

    private void list(String name, int size, Element element) {
        group(name, list -> {
            if (size > 0) {
                list.field("list", () -> {
                    var inner = new ParquetFieldWriter(
                            out, list.type.getType("list").asGroupType());
                    for (int i = 0; i < size; i++) {
                        out.startGroup();
                        element.write(inner, i);
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

    static long micros(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), MICROS), moment.getNano() / 1000);
    }

    static Instant moment(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }
}
