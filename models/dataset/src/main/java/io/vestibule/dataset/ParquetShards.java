package io.vestibule.dataset;

import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Exports datasets into one of the native form: a filtered, mixed, whole dataset of its own. */
public final class ParquetShards {

    private ParquetShards() {}

    /**
     * @param out a new folder, or one in which the same export was interrupted
     * @param progress is told how many samples are written
     * @throws DatasetException if a dataset is damaged, or {@code out} holds something else
     */
    public static Manifest write(Mixture mixture, Selection selection, Path out, IntConsumer progress) {
        var export = new Export(mixture, selection);
        try (var writer = DatasetWriter.open(out, export.blueprint())) {
            if (writer.samples() == 0) {
                export.choice().leftOut().forEach(writer::leaveOut);
            }
            export.forEach(sample -> {
                if (!writer.has(sample.name())) {
                    writer.add(sample);
                    writer.writeIfEnough();
                }
                progress.accept(writer.samples());
            });
            return writer.finish(export.centres(), export.topics(), export.folders());
        }
    }
}
