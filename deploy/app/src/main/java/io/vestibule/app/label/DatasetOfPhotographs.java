package io.vestibule.app.label;

import io.vestibule.app.label.Finding.Seen;
import io.vestibule.app.label.Finding.Skipped;
import io.vestibule.app.process.ProgressLine;
import io.vestibule.app.process.StopSignal;
import io.vestibule.dataset.Blueprint;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.Dataset;
import io.vestibule.dataset.DatasetWriter;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Label.Origin;
import io.vestibule.dataset.Likeness;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.Source;
import io.vestibule.dataset.Spectrum;
import io.vestibule.models.AlignedFace;
import io.vestibule.models.EmbeddingContract;
import io.vestibule.models.matching.Scored;
import io.vestibule.models.matching.TemplateView;
import io.vestibule.models.matching.Templates;
import io.vestibule.topologies.teach.Labelling;
import io.vestibule.topologies.teach.Opinion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes what was found in photographs, in their order, with what the teacher says of each face now that the centres are known. */
final class DatasetOfPhotographs {

    /** The list of images that were left out, in the dataset's folder: name, tab, reason. */
    static final String LEFT_OUT = "left-out.txt";

    /** Of a photograph nobody knows when it was taken, and nothing is limited by it: centres without an end match at any time. */
    private static final Instant SEEN = Instant.EPOCH;

    private final LabelSettings settings;
    private final Parcels parcels;
    private final Centres centres;
    private final TemplateView view;
    private final Labelling labelling;
    private final Set<String> names = new HashSet<>();
    private final Set<String> identities = new HashSet<>();
    private final Map<Omission, Integer> leftOut = new EnumMap<>(Omission.class);
    private final List<String> list = new ArrayList<>();

    /** @param members unit vectors of each person's faces */
    DatasetOfPhotographs(LabelSettings settings, Parcels parcels, Map<String, List<float[]>> members) {
        EmbeddingContract contract = settings.teacher().teacher().embedder().contract();
        this.settings = settings;
        this.parcels = parcels;
        this.centres = Centres.of(contract.id(), members);
        Templates templates = new Templates(contract.dimension());
        centres.identities()
                .forEach(identity ->
                        templates.put(identity, List.of(centres.unit(identity).orElseThrow()), Long.MAX_VALUE));
        this.view = templates.current();
        this.labelling = new Labelling(contract, settings.teaching());
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
                    writer.add(sample(photograph, seen));
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

    private Sample sample(Photograph photograph, Seen seen) {
        Opinion opinion = photograph
                .identity()
                .map(identity -> labelling.given(seen.embedding(), identity, view, SEEN))
                .orElseGet(
                        () -> labelling.judge(seen.embedding(), Optional.of(view), subject -> Optional.empty(), SEEN));
        Optional<Scored> label = opinion.label();
        Origin origin = photograph.identity().isPresent() ? Origin.FOLDER : Origin.ENROLLED_MATCH;
        return new Sample(
                seen.name(),
                seen.picture(),
                label.map(scored -> Label.of(scored.subject(), origin, scored.score()))
                        .orElse(Label.NONE),
                seen.embedding(),
                opinion.nearest().stream()
                        .map(scored -> new Likeness(scored.subject(), scored.score()))
                        .toList(),
                seen.detections(),
                seen.features().orElse(null),
                seen.quality(),
                new Source.File(photograph.name(), seen.file()),
                Spectrum.VISIBLE,
                null);
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
