package io.vestibule.lab.demo.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of the page template. Component names are the names in the template; values are formatted. */
record DemoPage(String headline, String subtitle, List<Tile> tiles, List<DoorSection> doors, List<Fact> facts) {

    record Tile(String value, String label, String note, String tone) {}

    record Fact(String name, String value) {}

    record DoorSection(
            String title,
            String camera,
            List<String> badges,
            String numbers,
            String timeline,
            List<LegendEntry> legend,
            List<StateRow> states,
            @Nullable String heatMap,
            String empty,
            List<VisitCard> visits,
            List<EventRow> events) {}

    /** A colour of the timeline, by the name of its CSS variable. */
    record LegendEntry(String colour, String meaning) {}

    record StateRow(String time, String state, String reason) {}

    record VisitCard(
            String who, String role, String outcome, String tone, String decision, String frame, List<String> faces) {}

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
