package io.vestibule.dataset.export;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.select.Selection;
import io.vestibule.dataset.write.DatasetWriter;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Exports datasets into one of the native form: a filtered, mixed, whole dataset of its own. */
public final class ParquetExporter {

    private ParquetExporter() {}

    /**
     * @param out a new folder, or one in which the same export was interrupted
     * @param progress is told how many samples are written
     * @throws DatasetException if a dataset is damaged, or {@code out} holds something else
     */
    public static DatasetManifest write(DatasetMixture mixture, Selection selection, Path out, IntConsumer progress) {
        var export = new SelectedSamples(mixture, selection);
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
