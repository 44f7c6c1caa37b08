package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.DemoResult;
import io.vestibule.lab.demo.DemoSummary;
import io.vestibule.lab.demo.DoorObservations;
import io.vestibule.lab.demo.ObservedFrame;
import io.vestibule.lab.demo.ObservedFrame.FrameOutcome;
import io.vestibule.lab.demo.report.DemoPage.DoorSection;
import io.vestibule.lab.demo.report.DemoPage.EventRow;
import io.vestibule.lab.demo.report.DemoPage.Fact;
import io.vestibule.lab.demo.report.DemoPage.StateRow;
import io.vestibule.lab.demo.report.DemoPage.Tile;
import io.vestibule.lab.demo.report.DemoPage.VisitCard;
import io.vestibule.lab.scenes.SimulatedCamera;
import io.vestibule.lab.scenes.script.ScriptComparison.VisitResult;
import io.vestibule.lab.scenes.script.ScriptedVisit;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Spectrum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Formats the result of the demo as texts, charts and pictures. */
record DemoPageBuilder(DemoResult result) {

    private static final int THUMBNAIL_WIDTH = 320;
    private static final int SHOWN_FACES = 5;

    DemoPage page() {
        DemoSummary summary = result.summary();
        return new DemoPage(
                summary.isSafe()
                        ? "No false identification, and no visit by the poster"
                        : text(
                                "%d false identifications, %d visits by the poster",
                                summary.falseIdentifications(), summary.posterVisits()),
                text(
                        "%d doors, %d visits, %d frames; broker, topologies and models in one process, in %.0f seconds",
                        result.doors().size(), summary.visitsScripted(), summary.frames(), summary.seconds()),
                tiles(summary),
                result.doors().stream().map(this::section).toList(),
                facts(summary));
    }

    private List<Tile> tiles(DemoSummary summary) {
        long residents = result.comparison().visits().stream()
                .filter(visitResult -> visitResult.visit().subject().isPresent())
                .count();
        long strangers = summary.visitsScripted() - residents;
        return List.of(
                new Tile(
                        summary.visitsIdentified() + " of " + residents,
                        "residents identified",
                        summary.visitsMissed() + " visits missed",
                        summary.visitsIdentified() == residents ? "good" : "fair"),
                new Tile(
                        summary.visitsUnknown() + " of " + strangers,
                        "strangers reported as unknown",
                        summary.falseVisits() + " visits observed without a visitor",
                        summary.visitsUnknown() == strangers ? "good" : "fair"),
                new Tile(
                        String.valueOf(summary.falseIdentifications()),
                        "false identifications",
                        summary.posterVisits() + " visits by the poster",
                        summary.isSafe() ? "good" : "bad"),
                new Tile(
                        text("%.0f %%", 100.0 * summary.earlyExits() / Math.max(1, summary.frames())),
                        "of the frames with early exit",
                        text("%d of %d", summary.earlyExits(), summary.frames()),
                        ""),
                new Tile(
                        text("%.1f ms", summary.quietFrameMillis()),
                        "per quiet frame",
                        text("%.1f ms per active frame", summary.activeFrameMillis()),
                        ""),
                new Tile(
                        String.valueOf(summary.softLabels()),
                        "soft labels written",
                        summary.deadLetters() + " dead letters",
                        ""));
    }

    private DoorSection section(DoorObservations door) {
        SimulatedCamera camera = result.cameras().stream()
                .filter(candidate -> candidate.door().equals(door.door()))
                .findFirst()
                .orElseThrow();
        List<ObservedFrame> frames = door.observedFrames();
        long early = frames.stream().filter(ObservedFrame::earlyExit).count();
        List<String> badges = new ArrayList<>();
        if (door.door().spectrum() == Spectrum.INFRARED) {
            badges.add("infrared");
        }
        result.routing().studentAt(door.door().camera()).ifPresent(student -> badges.add("student " + student));
        door.door().poster().ifPresent(poster -> badges.add("poster on the wall"));
        return new DoorSection(
                door.door().title(),
                door.door().camera(),
                badges,
                text("%d frames, %.0f %% early exits", frames.size(), 100.0 * early / Math.max(1, frames.size()))
                        + audits(frames)
                        + (door.shedTimes().isEmpty()
                                ? ""
                                : text(", %d shed", door.shedTimes().size())),
                DoorTimeline.of(
                        door,
                        result.settings().script().length(),
                        result.comparison(),
                        result.events(),
                        result.start()),
                TimelineLegend.of(door, result.comparison()),
                door.stateChanges().stream()
                        .map(change -> new StateRow(
                                text("%.1f s", change.time().toMillis() / 1000.0),
                                change.state().name().toLowerCase(Locale.ROOT),
                                change.reason()))
                        .toList(),
                door.meanDistances()
                        .map(distances -> ImageDataUris.uri(HeatMap.over(camera.background(), distances)))
                        .orElse(null),
                ImageDataUris.uri(
                        ImageDataUris.scaled(ImageDataUris.decoded(camera.frame(Duration.ofSeconds(5))), 640)),
                result.comparison().visits().stream()
                        .filter(visitResult -> visitResult.door().equals(door.door()))
                        .map(visitResult -> visit(visitResult, camera))
                        .toList(),
                result.events().stream()
                        .filter(event -> event.getCamera().equals(door.door().camera()))
                        .map(this::row)
                        .toList());
    }

    private static String audits(List<ObservedFrame> frames) {
        long audits = frames.stream()
                .filter(frame -> frame.outcome() == FrameOutcome.AUDIT)
                .count();
        long misses = frames.stream().filter(frame -> frame.missed() > 0).count();
        if (audits == 0) {
            return "";
        }
        return text(audits == 1 ? ", %d audit" : ", %d audits", audits)
                + (misses == 0 ? ", no missed face" : text(", %d missed", misses));
    }

    private VisitCard visit(VisitResult visitResult, SimulatedCamera camera) {
        ScriptedVisit visit = visitResult.visit();
        Duration middle =
                visit.from().plus(visit.to().minus(visit.from()).multipliedBy(2).dividedBy(5));
        return new VisitCard(
                visit.subject().orElse("Stranger"),
                visit.subject().isPresent() ? "resident" : "not enrolled",
                switch (visitResult.outcome()) {
                    case IDENTIFIED -> "identified";
                    case UNKNOWN -> "unknown";
                    case MISSED -> "missed";
                    case WRONG -> "misidentified";
                },
                switch (visitResult.outcome()) {
                    case IDENTIFIED, UNKNOWN -> "good";
                    case MISSED -> "fair";
                    case WRONG -> "bad";
                },
                decision(visitResult),
                ImageDataUris.uri(ImageDataUris.scaled(ImageDataUris.decoded(camera.frame(middle)), THUMBNAIL_WIDTH)),
                result.settings().hideFaces() ? List.of() : faces(visitResult));
    }

    /** Returns the decision about a visit and its delay. */
    private String decision(VisitResult visitResult) {
        Optional<IdentityEvent> decisive = visitResult.observed().stream()
                .flatMap(observed -> result.events().stream()
                        .filter(event -> event.getVisit().equals(observed.id())))
                .filter(event -> event.getKind() == EventKind.IDENTIFIED || event.getKind() == EventKind.UNKNOWN)
                .findFirst();
        if (decisive.isEmpty()) {
            return visitResult.observed().isEmpty() ? "not observed" : "observed without a decision";
        }
        IdentityEvent event = decisive.get();
        String score = event.getScore() == null || event.getThreshold() == null
                ? ""
                : text(", score %.2f, threshold %.2f", event.getScore(), event.getThreshold());
        String parts = visitResult.observed().size() > 1
                ? ", in " + visitResult.observed().size() + " parts"
                : "";
        return text(
                        "after %.1f s",
                        Duration.between(event.getFirstSeen(), event.getAt()).toMillis() / 1000.0)
                + score
                + parts;
    }

    /** Returns up to {@link #SHOWN_FACES} aligned faces, evenly distributed over the visit. */
    private List<String> faces(VisitResult visitResult) {
        List<FaceSighting> sightings = result.sightings().stream()
                .filter(sighting ->
                        sighting.getCamera().equals(visitResult.door().camera()))
                .filter(sighting -> visitResult
                        .visit()
                        .time()
                        .contains(Duration.between(
                                result.start(), sighting.getOrigin().getCapturedAt())))
                .toList();
        int shown = Math.min(SHOWN_FACES, sightings.size());
        return IntStream.range(0, shown)
                .map(i -> (int) ((i + 0.5) * sightings.size() / shown))
                .mapToObj(i ->
                        ImageDataUris.uri(ImageDataUris.face(sightings.get(i).getFace())))
                .toList();
    }

    private EventRow row(IdentityEvent event) {
        return new EventRow(
                time(event.getAt()),
                event.getKind().name().toLowerCase(Locale.ROOT),
                event.getSubject() == null ? "" : event.getSubject(),
                number(event.getScore()),
                number(event.getRunnerUp()),
                number(event.getThreshold()),
                event.getVotes() == 0 ? "" : event.getVotes() + " of " + event.getSightings(),
                event.getModel() == null ? "" : event.getModel().replaceAll("@.*", ""));
    }

    private List<Fact> facts(DemoSummary summary) {
        return List.of(
                new Fact(
                        "Times",
                        "medians from a frame's bytes to its last result; the first seconds are excluded, because the JVM"
                                + " is still compiling; cameras and broker run in the same process"),
                new Fact("Faces by embedder", counts(result.facesByEmbedder())),
                new Fact(
                        "Dead letters",
                        summary.deadLetters() == 0
                                ? "none"
                                : counts(result.deadLetters().stream()
                                        .collect(Collectors.groupingBy(
                                                DeadLetter::getReason,
                                                TreeMap::new,
                                                Collectors.summingInt(letter -> 1))))),
                new Fact(
                        "Models",
                        "training data of the weights is unknown: for evaluation, not for production; 'vestibule models"
                                + " list' shows the licences"),
                new Fact(
                        "Faces",
                        result.settings().hideFaces()
                                ? "hidden"
                                : "from the sample photographs in the npm package @vladmandic/face-api; do not"
                                        + " publish them"),
                new Fact(
                        "Playback",
                        text(
                                "seed %d, speed %s",
                                result.settings().seed(), result.settings().speed())));
    }

    private static String counts(Map<?, Integer> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    private String time(Instant at) {
        return text("%.1f s", Duration.between(result.start(), at).toMillis() / 1000.0);
    }

    private static String number(@Nullable Float value) {
        return value == null ? "" : text("%.2f", value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
