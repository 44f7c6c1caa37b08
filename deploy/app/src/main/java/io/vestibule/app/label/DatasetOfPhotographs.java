package io.vestibule.app.label;

import io.vestibule.app.label.Finding.Seen;
import io.vestibule.app.label.Finding.Skipped;
import io.vestibule.app.process.ProgressLine;
import io.vestibule.app.process.StopSignal;
import io.vestibule.dataset.Blueprint;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.Dataset;
import io.vestibule.dataset.DatasetWriter;
import io.vestibule.models.AlignedFace;
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
final class DatasetOfPhotographs {

    /** The list of images that were left out, in the dataset's folder: name, tab, reason. */
    static final String LEFT_OUT = "left-out.txt";

    private final LabelSettings settings;
    private final Parcels parcels;
    private final Centres centres;
    private final Words words;
    private final Set<String> names = new HashSet<>();
    private final Set<String> identities = new HashSet<>();
    private final Map<Omission, Integer> leftOut = new EnumMap<>(Omission.class);
    private final List<String> list = new ArrayList<>();

    DatasetOfPhotographs(LabelSettings settings, Parcels parcels, Centres centres, Words words) {
        this.settings = settings;
        this.parcels = parcels;
        this.centres = centres;
        this.words = words;
        for (Omission reason : Omission.values()) {
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
                List<Finding> findings = parcels.findings(parcel);
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

    private void write(DatasetWriter writer, Photograph photograph, Finding finding) {
        boolean wasDone = writer.doneFiles(photograph.folder()).containsKey(photograph.path());
        if (finding instanceof Skipped skipped) {
            leaveOut(photograph, skipped.reason(), skipped.why());
            if (!wasDone) {
                writer.leaveOut(word(skipped.reason()));
            }
        } else if (finding instanceof Seen seen) {
            if (!names.add(seen.name())) {
                leaveOut(photograph, Omission.DUPLICATE, "the same face as of an earlier image, pixel for pixel");
                if (!wasDone) {
                    writer.leaveOut(word(Omission.DUPLICATE));
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

    private void leaveOut(Photograph photograph, Omission reason, String why) {
        leftOut.merge(reason, 1, Integer::sum);
        list.add(photograph.name() + "\t" + why);
    }

    private Blueprint blueprint() {
        Map<String, String> filters = new TreeMap<>();
        filters.put("limits", String.valueOf(settings.teaching().limits()));
        filters.put("detection", String.valueOf(settings.detection()));
        filters.put("similarities", String.valueOf(settings.teaching().similarities()));
        settings.features()
                .ifPresent(sampling -> filters.put(
                        "features", FeatureSampling.LAYER + " of a share of " + sampling.share() + ", by hash"));
        return new Blueprint(settings.teacher().inDatasets(), AlignedFace.ALIGNMENT, filters, Map.of());
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

    private static String word(Omission reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
