package io.vestibule.lab.export;

import io.vestibule.common.TemporaryFolder;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.export.ParquetExporter;
import io.vestibule.dataset.export.TarExporter;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.dataset.select.Selection;
import io.vestibule.lab.export.TopicDatasetWriter.Request;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Writes what is selected of some datasets, or of the soft labels' topic, in one of two forms.
 *
 * @param selection which samples
 * @param form {@link DatasetManifest#PARQUET} or {@link DatasetManifest#TAR}
 * @param shard samples in a shard of the latter, from 1
 * @param repeated what is to come out again; empty for a new export
 * @param progress makes a line for work of a name and so many steps
 */
public record DatasetExport(
        Selection selection,
        String form,
        int shard,
        Optional<DatasetManifest> repeated,
        BiFunction<String, Long, ProgressLine> progress) {

    /**
     * What came of it.
     *
     * @param leftOut how many samples and records were left out, by reason, on the whole way from the topic if they come from one
     */
    public record Result(DatasetManifest manifest, Map<String, Integer> leftOut) {}

    /**
     * @param out a new folder
     * @throws DatasetException if a dataset cannot be opened or mixed with the first, or what is to be repeated cannot be
     */
    public Result ofDatasets(List<Path> datasets, Path out) {
        DatasetMixture mixture = DatasetMixture.open(datasets);
        repeated.ifPresent(manifest -> {
            refuseOthers(manifest, mixture.contents());
            refuseExpired(mixture, Instant.now());
        });
        DatasetManifest manifest = write(mixture, out);
        return new Result(manifest, manifest.counts().leftOut());
    }

    /**
     * @param request which records; who may leave is decided at its moment
     * @param out a new folder
     * @throws DatasetException if there is nothing that may leave, or what is to be repeated cannot be
     */
    public Result ofTopic(Cluster cluster, Topics topics, Request request, Path out, StopSignal stop) {
        try (TemporaryFolder scratch = beside(out)) {
            Path lifted = scratch.path().resolve("dataset");
            DatasetManifest of = TopicDatasetWriter.write(cluster, topics, request, lifted, stop, progress);
            repeated.ifPresent(manifest -> refuseOthers(manifest, List.of(of.content())));
            DatasetManifest manifest = write(DatasetMixture.open(List.of(lifted)), out);
            Map<String, Integer> leftOut = new TreeMap<>(of.counts().leftOut());
            manifest.counts().leftOut().forEach((reason, count) -> leftOut.merge(reason, count, Integer::sum));
            return new Result(manifest, leftOut);
        }
    }

    /** On the same disk as what is to be written, which has the room. */
    private static TemporaryFolder beside(Path out) {
        try {
            Path parent = out.toAbsolutePath().normalize().getParent();
            Files.createDirectories(parent);
            return TemporaryFolder.createIn(parent, "export");
        } catch (IOException failure) {
            throw new DatasetException("cannot write beside " + out + ": " + failure.getMessage(), failure);
        }
    }

    private DatasetManifest write(DatasetMixture mixture, Path out) {
        long samples = mixture.datasets().stream()
                .map(Dataset::manifest)
                .mapToLong(manifest -> manifest.counts().samples())
                .sum();
        try (ProgressLine line = progress.apply("samples exported", samples)) {
            return form.equals(DatasetManifest.TAR)
                    ? TarExporter.write(mixture, selection, out, shard, line::reached)
                    : ParquetExporter.write(mixture, selection, out, line::reached);
        }
    }

    private static void refuseOthers(DatasetManifest manifest, List<String> contents) {
        if (!manifest.datasets().equals(contents)) {
            throw new DatasetException("the manifest cannot be repeated: it is of " + inShort(manifest.datasets())
                    + ", and what is there now is " + inShort(contents)
                    + "; samples were added, or may not leave any more since consent has ended or somebody was erased");
        }
    }

    /** The moment of consent is repeated, too, and what has expired since then would leave with it. */
    private void refuseExpired(DatasetMixture mixture, Instant now) {
        int expired = 0;
        try (SampleReader samples = mixture.samples(FaceLoading.WITHOUT)) {
            for (Sample sample : samples) {
                expired += sample.usableAt(selection.consentAt()) && !sample.usableAt(now) ? 1 : 0;
            }
        }
        if (expired > 0) {
            throw new DatasetException("the manifest cannot be repeated: consent to " + expired
                    + " samples has ended since " + selection.consentAt());
        }
    }

    private static String inShort(List<String> contents) {
        return String.join(
                ", ", contents.stream().map(content -> content.substring(0, 12)).toList());
    }
}
