package io.vestibule.lab.demo.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page as its template asks for it: names are the template's, values are ready to be read. */
record DemoPage(String verdict, String subtitle, List<Tile> tiles, List<DoorPart> doors, List<Fact> facts) {

    record Tile(String value, String label, String note, String tone) {}

    record Fact(String name, String value) {}

    record DoorPart(
            String title,
            String camera,
            List<String> badges,
            String numbers,
            String timeline,
            List<Key> keys,
            List<TurnRow> turns,
            @Nullable String heatMap,
            String empty,
            List<VisitPart> visits,
            List<EventRow> events) {}

    /** A colour of the timeline, by the name of the variable that holds it. */
    record Key(String colour, String meaning) {}

    record TurnRow(String time, String state, String reason) {}

    record VisitPart(
            String who, String role, String outcome, String tone, String said, String frame, List<String> faces) {}

    record EventRow(
            String time,
            String kind,
            String subject,
            String score,
            String runnerUp,
            String threshold,
            String votes,
            String model) {}
}
