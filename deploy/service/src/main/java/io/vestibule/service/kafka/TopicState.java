package io.vestibule.service.kafka;

import java.util.List;
import java.util.stream.Collectors;

/**
 * State of a topic on the broker.
 *
 * @param role purpose of the topic
 * @param name name on the broker
 * @param state CREATED or UPDATED by this call, PRESENT before, or MISSING
 * @param partitions partitions on the broker, or configured partitions if the topic is missing
 * @param differences differences to the configuration; empty if there are none
 */
public record TopicState(String role, String name, State state, int partitions, List<TopicDifference> differences) {
    public TopicState {
        differences = List.copyOf(differences);
    }

    /** Whether the topic exists. */
    public enum State {
        CREATED,
        UPDATED,
        PRESENT,
        MISSING
    }

    /** One line for people. */
    public String toText() {
        String line = "%-8s %-28s %2d partitions  (%s)"
                .formatted(state.name().toLowerCase(java.util.Locale.ROOT), name, partitions, role);
        return differences.isEmpty()
                ? line
                : line + "  differs: "
                        + differences.stream().map(TopicDifference::toString).collect(Collectors.joining(", "));
    }

    TopicState with(State newState) {
        return new TopicState(role, name, newState, partitions, differences);
    }
}
