package io.vestibule.lab.label;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.write.DatasetWriter;
import io.vestibule.lab.label.PhotographResult.Seen;
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

/** Writes what was found in photographs, in their order, with what the teacher says of each face now that the centres are known. */
final class PhotographDatasetWriter {

    /** The list of images that were left out, in the dataset's folder: name, tab, reason. */
    static final String LEFT_OUT = "left-out.txt";

    private final LabelSettings settings;
    private final WorkBatches parcels;
    private final Centres centres;
    private final LabelFunction words;
    private final Set<String> names = new HashSet<>();
    private final Set<String> identities = new HashSet<>();
    private final Map<SkipReason, Integer> leftOut = new EnumMap<>(SkipReason.class);
    private final List<String> list = new ArrayList<>();

    PhotographDatasetWriter(LabelSettings settings, WorkBatches parcels, Centres centres, LabelFunction words) {
        this.settings = settings;
        this.parcels = parcels;
        this.centres = centres;
        this.words = words;
        for (SkipReason reason : SkipReason.values()) {
            leftOut.put(reason, 0);
        }
    }

    /** @throws LabelException if no photograph gives a sample, or the user wants no more of it */
    void write(Path dataset, ProgressLine progress, StopSignal stop) {
        try (DatasetWriter writer = DatasetWriter.open(dataset, blueprint())) {
            for (int parcel = 0; parcel < parcels.count(); parcel++) {
                if (stop.isRaised()) {
                    throw new LabelException("stopped; the same command goes on where it was");
                }
                List<Photograph> photographs = parcels.photographs(parcel);
                List<PhotographResult> findings = parcels.findings(parcel);
                for (int i = 0; i < findings.size(); i++) {
                    write(writer, photographs.get(i), findings.get(i));
                    progress.advance(1);
                }
            }
            if (names.isEmpty()) {
                throw new LabelException("none of " + list.size() + " images gives a sample: "
                        + list.get(0).replace('\t', ' ') + (list.size() > 1 ? ", ..." : ""));
            }
            writeList(dataset.resolve(LEFT_OUT));
            writer.finish(centres.size() == 0 ? null : centres);
        }
    }

    private void writeList(Path file) {
        try {
            Files.write(file, list);
        } catch (IOException failure) {
            throw new LabelException(file + " cannot be written: " + failure, failure);
        }
    }

    private void write(DatasetWriter writer, Photograph photograph, PhotographResult finding) {
        boolean wasDone = writer.doneFiles(photograph.folder()).containsKey(photograph.path());
        if (finding instanceof Skipped skipped) {
            leaveOut(photograph, skipped.reason(), skipped.why());
            if (!wasDone) {
                writer.leaveOut(word(skipped.reason()));
            }
        } else if (finding instanceof Seen seen) {
            if (!names.add(seen.name())) {
                leaveOut(photograph, SkipReason.DUPLICATE, "the same face as of an earlier image, pixel for pixel");
                if (!wasDone) {
                    writer.leaveOut(word(SkipReason.DUPLICATE));
                }
            } else {
                photograph.identity().ifPresent(identities::add);
                if (!wasDone) {
                    writer.add(words.of(photograph, seen));
                }
            }
        }
        if (!wasDone) {
            writer.fileDone(photograph.folder(), photograph.path(), finding.file());
        }
    }

    private void leaveOut(Photograph photograph, SkipReason reason, String why) {
        leftOut.merge(reason, 1, Integer::sum);
        list.add(photograph.name() + "\t" + why);
    }

    private DatasetSpec blueprint() {
        Map<String, String> filters = new TreeMap<>();
        filters.put("limits", String.valueOf(settings.teaching().limits()));
        filters.put("detection", String.valueOf(settings.detection()));
        filters.put("similarities", String.valueOf(settings.teaching().similarities()));
        settings.features()
                .ifPresent(sampling -> filters.put(
                        "features", FeatureSampling.LAYER + " of a share of " + sampling.share() + ", by hash"));
        return new DatasetSpec(DatasetTeacher.of(settings.teacher()), AlignedFace.ALIGNMENT, filters, Map.of());
    }

    LabelReport report(Path dataset, int resumed, double seconds, double perSecond) {
        return new LabelReport(
                names.size() + list.size(),
                names.size(),
                identities.size(),
                leftOut,
                resumed,
                seconds,
                perSecond,
                settings.teacher().teacher().id(),
                centres.contract(),
                centres.version(),
                Dataset.open(dataset).manifest().content());
    }

    private static String word(SkipReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
