package io.vestibule.dataset.export;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.read.SampleCollection;
import io.vestibule.dataset.select.Selection;
import io.vestibule.dataset.write.DatasetWriter;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Exports samples as a dataset. */
public final class ParquetExporter {

    private ParquetExporter() {}

    /**
     * @param out a new folder, or one with an interrupted run of the same export
     * @param progress receives the number of written samples
     * @throws DatasetException if the source is damaged, or {@code out} contains anything else
     */
    public static DatasetManifest write(SampleCollection source, Selection selection, Path out, IntConsumer progress) {
        SelectedSamples samples = new SelectedSamples(source, selection);
        try (DatasetWriter writer = DatasetWriter.open(out, samples.spec())) {
            if (writer.samples() == 0) {
                samples.selected().leftOut().forEach(writer::leaveOut);
            }
            samples.forEach(sample -> {
                if (!writer.contains(sample.name())) {
                    writer.add(sample);
                    writer.writePartIfFull();
                }
                progress.accept(writer.samples());
            });
            return writer.finish(samples.centres(), source.topics(), source.folders());
        }
    }
}
