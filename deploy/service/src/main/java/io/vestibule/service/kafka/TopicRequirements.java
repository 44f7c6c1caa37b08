package io.vestibule.service.kafka;

import io.vestibule.service.kafka.ClusterException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the topologies require of the topics on the broker. */
public final class TopicRequirements {
    /** Topics with the camera id as key. One task processes the same partition of all of them. */
    private static final Set<String> KEYED_BY_CAMERA = Set.of("frames", "faces", "identities", "cameras");

    private TopicRequirements() {}

    /**
     * Checks existing topics.
     *
     * @return one line for each difference that the topologies tolerate
     * @throws ClusterException if they do not tolerate one; the message names all of these
     */
    public static List<String> check(List<TopicState> topics) {
        List<String> harmful = new ArrayList<>();
        List<String> tolerated = new ArrayList<>();
        for (TopicState topic : topics) {
            for (TopicDifference difference : topic.differences()) {
                (difference.harmful() ? harmful : tolerated).add("topic " + topic.name() + " has " + difference);
            }
        }
        List<TopicState> cameras = topics.stream()
                .filter(topic -> KEYED_BY_CAMERA.contains(topic.role()))
                .toList();
        if (cameras.stream().mapToInt(TopicState::partitions).distinct().count() > 1) {
            harmful.add("the topics of cameras must have equal numbers of partitions, but have "
                    + cameras.stream()
                            .map(topic -> topic.name() + " " + topic.partitions())
                            .collect(Collectors.joining(", ")));
        }
        if (!harmful.isEmpty()) {
            throw new ClusterException(
                    Fault.TOPIC_UNFIT,
                    String.join("; ", harmful)
                            + ". 'vestibule topics update' corrects settings. For partitions, create the topic again, or add"
                            + " some with kafka-topics.sh --alter while no topology runs");
        }
        return tolerated;
    }
}
