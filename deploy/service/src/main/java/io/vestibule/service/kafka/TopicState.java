package io.vestibule.service.kafka;

import java.util.List;

/**
 * What the broker has of a topic.
 *
 * @param role what the topic is for
 * @param name its name on the broker
 * @param state CREATED by this call, PRESENT before, or MISSING
 * @param partitions as on the broker; as configured, where it is missing
 * @param differences where the broker's topic is not as configured, each in words; empty if it is
 */
public record TopicState(String role, String name, State state, int partitions, List<String> differences) {
    public TopicState {
        differences = List.copyOf(differences);
    }

    /** Whether it is there. */
    public enum State {
        CREATED,
        PRESENT,
        MISSING
    }

    /** One line for a person. */
    public String inWords() {
        String line = "%-8s %-28s %2d partitions  (%s)"
                .formatted(state.name().toLowerCase(java.util.Locale.ROOT), name, partitions, role);
        return differences.isEmpty() ? line : line + "  differs: " + String.join(", ", differences);
    }
}
