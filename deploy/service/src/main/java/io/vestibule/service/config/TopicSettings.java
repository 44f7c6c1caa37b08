package io.vestibule.service.config;

import io.vestibule.schemas.topics.Topics;
import java.util.Map;

/**
 * Names and partitions of the topics.
 *
 * @param names names of the topics on the broker
 * @param partitions partitions of each topic that grows with the number of cameras (1 to 10000). The number cannot change
 *     once cameras have state
 * @param replicas replicas of each partition; 0 uses the broker's default (0 to 100)
 */
public record TopicSettings(Names names, int partitions, int replicas) {
    public static final TopicSettings DEFAULTS = new TopicSettings(
            Names.of(Topics.defaults()), Topics.defaults().frames().partitions(), 0);

    public TopicSettings {
        if (partitions < 1 || partitions > 10_000) {
            throw new IllegalArgumentException("partitions must be 1 to 10000, not " + partitions);
        }
        if (replicas < 0 || replicas > 100) {
            throw new IllegalArgumentException("replicas must be 0 to 100, not " + replicas);
        }
        names.rename(Topics.defaults()); // checks the names; here, the message can name the section
    }

    /** The topics with these names and partitions. */
    public Topics topics() {
        return names.rename(Topics.defaults()).withPartitions(partitions);
    }

    /**
     * Names on the broker: 1 to 249 letters, digits, dots, dashes and underscores, all different.
     *
     * @param frames pictures from the cameras (topic name)
     * @param faces detected faces (topic name)
     * @param identities identity events: who is at which door (topic name)
     * @param softLabels soft labels: what the teacher model computes for a face (topic name)
     * @param centres class centres that soft labels refer to (topic name)
     * @param gallery templates of enrolled subjects (topic name)
     * @param enrolments requests to enrol photographs and to erase subjects (topic name)
     * @param cameras latest state of each camera (topic name)
     * @param deadLetters records that could not be processed, with the reason (topic name)
     */
    public record Names(
            String frames,
            String faces,
            String identities,
            String softLabels,
            String centres,
            String gallery,
            String enrolments,
            String cameras,
            String deadLetters) {
        static Names of(Topics topics) {
            return new Names(
                    topics.frames().name(),
                    topics.faces().name(),
                    topics.identities().name(),
                    topics.softLabels().name(),
                    topics.centres().name(),
                    topics.gallery().name(),
                    topics.enrolments().name(),
                    topics.cameras().name(),
                    topics.deadLetters().name());
        }

        private Topics rename(Topics topics) {
            return topics.withNames(Map.of(
                    topics.frames().role(), frames,
                    topics.faces().role(), faces,
                    topics.identities().role(), identities,
                    topics.softLabels().role(), softLabels,
                    topics.centres().role(), centres,
                    topics.gallery().role(), gallery,
                    topics.enrolments().role(), enrolments,
                    topics.cameras().role(), cameras,
                    topics.deadLetters().role(), deadLetters));
        }
    }
}
