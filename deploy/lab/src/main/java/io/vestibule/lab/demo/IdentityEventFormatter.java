package io.vestibule.lab.demo;

import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Formats identity events as lines in script time. At the door of a student the line names the student. */
final class IdentityEventFormatter {

    private final SceneScript script;
    private final Instant start;
    private final DemoRouting routes;

    IdentityEventFormatter(SceneScript script, Instant start, DemoRouting routes) {
        this.script = script;
        this.start = start;
        this.routes = routes;
    }

    String format(IdentityEvent event) {
        Duration time = Duration.between(start, event.getAt());
        return "%d:%02d  %-25s%s"
                .formatted(
                        time.toMinutes(),
                        time.toSecondsPart(),
                        script.door(event.getCamera()).title(),
                        description(event));
    }

    private String description(IdentityEvent event) {
        return switch (event.getKind()) {
            case ARRIVED -> "person arrived";
            case IDENTIFIED -> event.getSubject() + " identified" + score(event);
            case IDENTIFIED_LATE -> event.getSubject() + " identified too late" + score(event);
            case UNKNOWN -> "unknown person" + score(event);
            case DEPARTED -> "departed";
        };
    }

    private String score(IdentityEvent event) {
        return event.getScore() == null || event.getThreshold() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (%.2f, needs %.2f%s)",
                        event.getScore(),
                        event.getThreshold(),
                        routes.studentAt(event.getCamera())
                                .map(name -> ", by " + name)
                                .orElse(""));
    }
}
