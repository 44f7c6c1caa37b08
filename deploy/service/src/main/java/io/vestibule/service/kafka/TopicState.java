package io.vestibule.service.kafka;

import java.util.List;

/**
 * State of a topic on the broker.
 *
 * @param role purpose of the topic
 * @param name name on the broker
 * @param state CREATED by this call, PRESENT before, or MISSING
 * @param partitions partitions on the broker, or configured partitions if the topic is missing
 * @param differences texts of the differences to the configuration; empty if there are none
 */
public record TopicState(String role, String name, State state, int partitions, List<String> differences) {
    public TopicState {
        differences = List.copyOf(differences);
    }

    /** Whether the topic exists. */
    public enum State {
        CREATED,
        PRESENT,
        MISSING
    }

    /** One line for people. */
    public String toText() {
        String line = "%-8s %-28s %2d partitions  (%s)"
                .formatted(state.name().toLowerCase(java.util.Locale.ROOT), name, partitions, role);
        return differences.isEmpty() ? line : line + "  differs: " + String.join(", ", differences);
    }
}
