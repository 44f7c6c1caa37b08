package io.vestibule.lab.label;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.write.DatasetWriter;
import io.vestibule.lab.label.PhotographResult.AnalysedFace;
import io.vestibule.lab.label.PhotographResult.Skipped;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.service.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the dataset of all analysed photographs, in their order. */
final class PhotographDatasetWriter {

    /** The list of skipped images in the dataset's folder: name, tab, reason. */
    static final String SKIPPED_LIST = "left-out.txt";

    private final LabelSettings settings;
    private final WorkBatches batches;
    private final Centres centres;
    private final PhotographLabeller labeller;
    private final Set<String> names = new HashSet<>();
    private final Set<String> identities = new HashSet<>();
    private final Map<SkipReason, Integer> skipped = new EnumMap<>(SkipReason.class);
    private final List<String> skippedList = new ArrayList<>();

    PhotographDatasetWriter(LabelSettings settings, WorkBatches batches, Centres centres) {
        this.settings = settings;
        this.batches = batches;
        this.centres = centres;
        this.labeller = new PhotographLabeller(settings, centres);
        for (SkipReason reason : SkipReason.values()) {
            skipped.put(reason, 0);
        }
    }

    /** @throws LabelException if no photograph becomes a sample, or the user stops the command */
    void write(Path dataset, ProgressLine progress, StopSignal stop) {
        try (DatasetWriter writer = DatasetWriter.open(dataset, spec())) {
            for (int batch = 0; batch < batches.count(); batch++) {
                if (stop.isRaised()) {
                    throw LabelException.stopped();
                }
                List<Photograph> photographs = batches.photographs(batch);
                List<PhotographResult> results = batches.results(batch);
                for (int i = 0; i < results.size(); i++) {
                    write(writer, photographs.get(i), results.get(i));
                    progress.advance(1);
                }
            }
            if (names.isEmpty()) {
                throw new LabelException("none of " + skippedList.size() + " images becomes a sample: "
                        + skippedList.get(0).replace('\t', ' ') + (skippedList.size() > 1 ? ", ..." : "")
                        + "; choose images with a clear face");
            }
            writeSkippedList(dataset.resolve(SKIPPED_LIST));
            writer.finish(centres.size() == 0 ? null : centres);
        }
    }

    private void writeSkippedList(Path file) {
        try {
            Files.write(file, skippedList);
        } catch (IOException failure) {
            throw new LabelException(file + ": cannot be written: " + failure, failure);
        }
    }

    /** Counts every photograph, but adds it only if an interrupted run has not done so. */
    private void write(DatasetWriter writer, Photograph photograph, PhotographResult result) {
        boolean isComplete = writer.completedFiles(photograph.folder()).containsKey(photograph.path());
        if (result instanceof Skipped reason) {
            skip(photograph, reason.reason(), reason.explanation());
            if (!isComplete) {
                writer.leaveOut(value(reason.reason()));
            }
        } else if (result instanceof AnalysedFace face) {
            if (!names.add(face.name())) {
                skip(photograph, SkipReason.DUPLICATE, "the face is identical to that of an earlier image");
                if (!isComplete) {
                    writer.leaveOut(value(SkipReason.DUPLICATE));
                }
            } else {
                photograph.identity().ifPresent(identities::add);
                if (!isComplete) {
                    writer.add(labeller.label(photograph, face));
                }
            }
        }
        if (!isComplete) {
            writer.completeFile(photograph.folder(), photograph.path(), result.file());
        }
    }

    private void skip(Photograph photograph, SkipReason reason, String explanation) {
        skipped.merge(reason, 1, Integer::sum);
        skippedList.add(photograph.name() + "\t" + explanation);
    }

    private DatasetSpec spec() {
        Map<String, String> filters = new TreeMap<>();
        filters.put("limits", String.valueOf(settings.teaching().limits()));
        filters.put("detection", String.valueOf(settings.detection()));
        filters.put("similarities", String.valueOf(settings.teaching().similarities()));
        settings.features()
                .ifPresent(sampling -> filters.put(
                        "features", FeatureSampling.LAYER + " of a share of " + sampling.share() + ", by hash"));
        return new DatasetSpec(settings.teacherDescriptor(), AlignedFace.ALIGNMENT, filters, Map.of());
    }

    LabelReport report(Path dataset, int resumed, double seconds, double perSecond) {
        return new LabelReport(
                names.size() + skippedList.size(),
                names.size(),
                identities.size(),
                skipped,
                resumed,
                seconds,
                perSecond,
                settings.teacherDescriptor().id(),
                centres.contract(),
                centres.version(),
                Dataset.open(dataset).manifest().content());
    }

    private static String value(SkipReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
