package io.vestibule.lab.export;

import io.vestibule.common.TemporaryFolder;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.export.ParquetExporter;
import io.vestibule.dataset.export.TarExporter;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.read.SampleCollection;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.dataset.select.Selection;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes selected samples of datasets, or of the soft labels' topic, in one of two forms.
 *
 * @param form {@link DatasetManifest#PARQUET} or {@link DatasetManifest#TAR}
 * @param shardSamples samples of a tar file, from 1
 * @param repeated the manifest of the export to repeat; null for a new export
 * @param progress creates a progress line for a task with a name and a number of steps
 */
public record DatasetExport(
        Selection selection,
        String form,
        int shardSamples,
        @Nullable DatasetManifest repeated,
        BiFunction<String, Long, ProgressLine> progress) {

    /**
     * The result of an export.
     *
     * @param leftOut number of excluded samples and records by reason, from the topic to the export
     */
    public record Result(DatasetManifest manifest, Map<String, Integer> leftOut) {}

    /**
     * Exports from datasets.
     *
     * @param out a new folder
     * @throws DatasetException if a dataset cannot be opened or mixed with the first, or the export cannot be repeated
     */
    public Result ofDatasets(List<Path> datasets, Path out) {
        DatasetMixture mixture = DatasetMixture.open(datasets);
        if (repeated != null) {
            requireSameContent(repeated, mixture);
            requireConsent(mixture, Instant.now());
        }
        DatasetManifest manifest = write(mixture, out);
        return new Result(manifest, manifest.counts().leftOut());
    }

    /**
     * Exports from the topic of soft labels.
     *
     * @param out a new folder
     * @throws DatasetException if no label may be exported, or the export cannot be repeated
     */
    public Result ofTopic(Cluster cluster, Topics topics, TopicRequest request, Path out, StopSignal stop) {
        SoftLabelReader reader = new SoftLabelReader(cluster, topics, request, stop, progress);
        try (TemporaryFolder temporary = beside(out);
                SoftLabelCollection labels = reader.read(temporary.path())) {
            if (repeated != null) {
                requireSameContent(repeated, labels);
            }
            DatasetManifest manifest = write(labels, out);
            Map<String, Integer> leftOut = new TreeMap<>(reader.leftOut());
            manifest.counts().leftOut().forEach((reason, count) -> leftOut.merge(reason, count, Integer::sum));
            return new Result(manifest, leftOut);
        }
    }

    /** On the disk of the output, which must have enough space. */
    private static TemporaryFolder beside(Path out) {
        try {
            Path parent =
                    Objects.requireNonNull(out.toAbsolutePath().normalize().getParent(), "out is not a root");
            Files.createDirectories(parent);
            return TemporaryFolder.createIn(parent, "export");
        } catch (IOException failure) {
            throw new DatasetException(out + ": cannot be written: " + failure.getMessage(), failure);
        }
    }

    private DatasetManifest write(SampleCollection samples, Path out) {
        try (ProgressLine line = progress.apply("samples exported", samples.size())) {
            return form.equals(DatasetManifest.TAR)
                    ? TarExporter.write(samples, selection, out, shardSamples, line::reached)
                    : ParquetExporter.write(samples, selection, out, line::reached);
        }
    }

    private static void requireSameContent(DatasetManifest manifest, SampleCollection samples) {
        if (!manifest.datasets().equals(samples.contentHashes())) {
            throw new DatasetException("the manifest cannot be repeated: its source has the content "
                    + shortHashes(manifest.datasets()) + ", and now it is " + shortHashes(samples.contentHashes())
                    + "; samples were added, or consent has expired, or a subject was erased; make a new export");
        }
    }

    /** A repeated export has the consent time of the first one, but must not contain samples whose consent has expired since. */
    private void requireConsent(DatasetMixture mixture, Instant now) {
        int expired = 0;
        try (SampleReader samples = mixture.samples(FaceLoading.WITHOUT)) {
            for (Sample sample : samples) {
                expired += sample.usableAt(selection.consentAt()) && !sample.usableAt(now) ? 1 : 0;
            }
        }
        if (expired > 0) {
            throw new DatasetException("the manifest cannot be repeated: consent to " + expired
                    + " samples has expired since " + selection.consentAt() + "; make a new export");
        }
    }

    private static String shortHashes(List<String> contents) {
        return String.join(
                ", ", contents.stream().map(DatasetManifest::shortHash).toList());
    }
}
