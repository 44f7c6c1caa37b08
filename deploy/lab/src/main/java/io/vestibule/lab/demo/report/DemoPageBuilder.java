package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.DemoResult;
import io.vestibule.lab.demo.DemoSummary;
import io.vestibule.lab.demo.DoorObservations;
import io.vestibule.lab.demo.ObservedFrame;
import io.vestibule.lab.demo.ObservedFrame.Look;
import io.vestibule.lab.demo.report.DemoPage.DoorPart;
import io.vestibule.lab.demo.report.DemoPage.EventRow;
import io.vestibule.lab.demo.report.DemoPage.Fact;
import io.vestibule.lab.demo.report.DemoPage.Tile;
import io.vestibule.lab.demo.report.DemoPage.TurnRow;
import io.vestibule.lab.demo.report.DemoPage.VisitPart;
import io.vestibule.lab.scenes.SimulatedCamera;
import io.vestibule.lab.scenes.script.ScriptComparison.JudgedVisit;
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

/** Puts what was found into words, charts and pictures. */
record DemoPageBuilder(DemoResult findings) {

    private static final int THUMBNAIL = 320;
    private static final int FACES = 5;

    DemoPage page() {
        DemoSummary summary = findings.summary();
        return new DemoPage(
                summary.isSafe()
                        ? "Nobody was taken for somebody else, and the poster is still a poster"
                        : text(
                                "%d false identifications, %d visits by the poster",
                                summary.falseIdentifications(), summary.posterVisits()),
                text(
                        "%d doors, %d visits, %d frames; broker, topologies and models in one process, in %.0f seconds",
                        findings.doors().size(), summary.visitsScripted(), summary.frames(), summary.seconds()),
                tiles(summary),
                findings.doors().stream().map(this::door).toList(),
                facts(summary));
    }

    private List<Tile> tiles(DemoSummary summary) {
        long residents = findings.judgement().visits().stream()
                .filter(judged -> judged.visit().subject().isPresent())
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
                        "strangers called unknown",
                        summary.falseVisits() + " visits seen while nobody was there",
                        summary.visitsUnknown() == strangers ? "good" : "fair"),
                new Tile(
                        String.valueOf(summary.falseIdentifications()),
                        "false identifications",
                        summary.posterVisits() + " visits by the poster",
                        summary.isSafe() ? "good" : "bad"),
                new Tile(
                        text("%.0f %%", 100.0 * summary.earlyExits() / Math.max(1, summary.frames())),
                        "of the frames left early",
                        text("%d of %d", summary.earlyExits(), summary.frames()),
                        ""),
                new Tile(
                        text("%.1f ms", summary.quietFrameMillis()),
                        "for a quiet frame",
                        text("%.1f ms for an active one", summary.activeFrameMillis()),
                        ""),
                new Tile(
                        String.valueOf(summary.softLabels()),
                        "soft labels written",
                        summary.deadLetters() + " dead letters",
                        ""));
    }

    private DoorPart door(DoorObservations log) {
        SimulatedCamera camera = findings.pictures().stream()
                .filter(candidate -> candidate.door().equals(log.door()))
                .findFirst()
                .orElseThrow();
        List<ObservedFrame> moments = log.moments();
        long early = moments.stream().filter(ObservedFrame::earlyExit).count();
        List<String> badges = new ArrayList<>();
        if (log.door().spectrum() == Spectrum.INFRARED) {
            badges.add("infrared");
        }
        findings.routes()
                .studentAt(log.door().camera())
                .ifPresent(student -> badges.add("seen by the student " + student));
        log.door().poster().ifPresent(poster -> badges.add("poster on the wall"));
        return new DoorPart(
                log.door().title(),
                log.door().camera(),
                badges,
                text("%d frames, %.0f %% left early", moments.size(), 100.0 * early / Math.max(1, moments.size()))
                        + audits(moments)
                        + (log.shed().isEmpty()
                                ? ""
                                : text(", %d shed", log.shed().size())),
                DoorTimeline.of(
                        log,
                        findings.settings().script().length(),
                        findings.judgement(),
                        findings.events(),
                        findings.start()),
                TimelineLegend.of(log, findings.judgement()),
                log.turns().stream()
                        .map(turn -> new TurnRow(
                                text("%.1f s", turn.time().toMillis() / 1000.0),
                                turn.state().name().toLowerCase(Locale.ROOT),
                                turn.reason()))
                        .toList(),
                log.heat()
                        .map(heat -> ImageDataUris.uri(HeatMap.over(camera.empty(), heat)))
                        .orElse(null),
                ImageDataUris.uri(
                        ImageDataUris.scaled(ImageDataUris.decoded(camera.frame(Duration.ofSeconds(5))), 640)),
                findings.judgement().visits().stream()
                        .filter(judged -> judged.door().equals(log.door()))
                        .map(judged -> visit(judged, camera))
                        .toList(),
                findings.events().stream()
                        .filter(event -> event.getCamera().equals(log.door().camera()))
                        .map(this::row)
                        .toList());
    }

    private static String audits(List<ObservedFrame> moments) {
        long audits =
                moments.stream().filter(moment -> moment.look() == Look.AUDIT).count();
        long misses = moments.stream().filter(moment -> moment.missed() > 0).count();
        if (audits == 0) {
            return "";
        }
        return text(audits == 1 ? ", %d audit" : ", %d audits", audits)
                + (misses == 0 ? ", nothing missed" : text(", %d missed", misses));
    }

    private VisitPart visit(JudgedVisit judged, SimulatedCamera camera) {
        ScriptedVisit visit = judged.visit();
        Duration middle =
                visit.from().plus(visit.to().minus(visit.from()).multipliedBy(2).dividedBy(5));
        return new VisitPart(
                visit.subject().orElse("Stranger"),
                visit.subject().isPresent() ? "resident" : "not enrolled",
                switch (judged.outcome()) {
                    case IDENTIFIED -> "identified";
                    case UNKNOWN -> "unknown";
                    case MISSED -> "missed";
                    case WRONG -> "named wrongly";
                },
                switch (judged.outcome()) {
                    case IDENTIFIED, UNKNOWN -> "good";
                    case MISSED -> "fair";
                    case WRONG -> "bad";
                },
                said(judged),
                ImageDataUris.uri(ImageDataUris.scaled(ImageDataUris.decoded(camera.frame(middle)), THUMBNAIL)),
                findings.settings().hideFaces() ? List.of() : faces(judged));
    }

    /** What was said of it, and how soon. */
    private String said(JudgedVisit judged) {
        Optional<IdentityEvent> verdict = judged.seen().stream()
                .flatMap(seen -> findings.events().stream()
                        .filter(event -> event.getVisit().equals(seen.name())))
                .filter(event -> event.getKind() == EventKind.IDENTIFIED || event.getKind() == EventKind.UNKNOWN)
                .findFirst();
        if (verdict.isEmpty()) {
            return judged.seen().isEmpty() ? "not seen" : "seen, but nothing said";
        }
        IdentityEvent event = verdict.get();
        String score = event.getScore() == null || event.getThreshold() == null
                ? ""
                : text(", %.2f against %.2f", event.getScore(), event.getThreshold());
        String parts = judged.seen().size() > 1 ? ", in " + judged.seen().size() + " parts" : "";
        return text(
                        "after %.1f s",
                        Duration.between(event.getFirstSeen(), event.getAt()).toMillis() / 1000.0)
                + score
                + parts;
    }

    /** Some of the aligned faces, spread over the visit. */
    private List<String> faces(JudgedVisit judged) {
        List<FaceSighting> sightings = findings.sightings().stream()
                .filter(sighting -> sighting.getCamera().equals(judged.door().camera()))
                .filter(sighting -> judged.visit()
                        .time()
                        .contains(Duration.between(
                                findings.start(), sighting.getOrigin().getCapturedAt())))
                .toList();
        int shown = Math.min(FACES, sightings.size());
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
                        "medians, from a frame's bytes to its last result, without the script's first seconds, in"
                                + " which the JVM is still compiling; cameras and broker run in the same process"),
                new Fact("Faces by embedder", counts(findings.facesByEmbedder())),
                new Fact(
                        "Dead letters",
                        summary.deadLetters() == 0
                                ? "none"
                                : counts(findings.deadLetters().stream()
                                        .collect(Collectors.groupingBy(
                                                DeadLetter::getReason,
                                                TreeMap::new,
                                                Collectors.summingInt(letter -> 1))))),
                new Fact(
                        "Models",
                        "weights from unknown training data: for trying out, not for production; 'vestibule models"
                                + " list' tells the licences"),
                new Fact(
                        "Faces",
                        findings.settings().hideFaces()
                                ? "hidden"
                                : "those of the sample photographs in the npm package @vladmandic/face-api; do not"
                                        + " publish them"),
                new Fact(
                        "Played",
                        text(
                                "seed %d, %s times as fast as life",
                                findings.settings().seed(), findings.settings().speed())));
    }

    private static String counts(Map<?, Integer> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    private String time(Instant at) {
        return text("%.1f s", Duration.between(findings.start(), at).toMillis() / 1000.0);
    }

    private static String number(@Nullable Float value) {
        return value == null ? "" : text("%.2f", value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
