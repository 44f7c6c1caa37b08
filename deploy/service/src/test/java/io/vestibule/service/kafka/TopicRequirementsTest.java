package io.vestibule.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.ClusterException.Fault;
import io.vestibule.service.kafka.TopicState.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicRequirementsTest {
    private static final Topics TOPICS = Topics.defaults();

    @Test
    void shouldAcceptTopicsAsConfigured() {
        assertThat(TopicRequirements.check(states(TOPICS.frames(), 8, Map.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gallery, cleanup.policy, delete",
        "frames, cleanup.policy, compact",
        "frames, message.timestamp.type, CreateTime",
        "faces, max.message.bytes, 524288"
    })
    void shouldRefuseASettingThatGivesWrongResults(String role, String setting, String value) {
        // Given
        List<TopicState> states = states(topic(role), topic(role).partitions(), Map.of(setting, value));

        // When, Then
        assertThatThrownBy(() -> TopicRequirements.check(states))
                .isInstanceOfSatisfying(ClusterException.class, refused -> assertThat(refused.fault())
                        .isEqualTo(Fault.TOPIC_UNFIT))
                .hasMessageContainingAll(topic(role).name(), setting + " " + value, "vestibule topics update");
    }

    @ParameterizedTest
    @CsvSource({"gallery", "enrolments"})
    void shouldRefuseSeveralPartitionsWhereOrderCounts(String role) {
        // Given
        List<TopicState> states = states(topic(role), 3, Map.of());

        // When, Then
        assertThatThrownBy(() -> TopicRequirements.check(states))
                .hasMessageContaining("topic " + topic(role).name() + " has partitions 3 instead of 1");
    }

    @Test
    void shouldRefuseDifferentPartitionsOfTheTopicsOfCameras() {
        // Given
        List<TopicState> states = states(TOPICS.faces(), 4, Map.of());

        // When, Then
        assertThatThrownBy(() -> TopicRequirements.check(states))
                .hasMessageContaining("equal numbers of partitions")
                .hasMessageContaining("intercom.faces.v1 4");
    }

    @Test
    void shouldReportAnotherRetentionAndContinue() {
        // Given
        List<TopicState> states = states(TOPICS.frames(), 8, Map.of("retention.ms", "7200000"));

        // When
        List<String> tolerated = TopicRequirements.check(states);

        // Then
        assertThat(tolerated).containsExactly("topic intercom.frames.v1 has retention.ms 7200000 instead of 3600000");
    }

    /** Managed clusters often limit records to 8 MiB or less. */
    @ParameterizedTest
    @CsvSource({"frames", "enrolments"})
    void shouldTolerateASmallerLimitOfRecordsThatOnlyOtherProgramsWrite(String role) {
        // Given
        List<TopicState> states = states(topic(role), topic(role).partitions(), Map.of("max.message.bytes", "1048576"));

        // When, Then
        assertThat(TopicRequirements.check(states)).hasSize(1);
    }

    @Test
    void shouldIgnoreASettingThatTheServiceDoesNotHave() {
        // When
        List<TopicDifference> differences = TopicDifference.of(TOPICS.frames(), 8, Map.of());

        // Then
        assertThat(differences).isEmpty();
    }

    @Test
    void shouldTolerateLargerRecords() {
        // Given
        List<TopicState> states = states(TOPICS.frames(), 8, Map.of("max.message.bytes", "33554432"));

        // When, Then
        assertThat(TopicRequirements.check(states)).hasSize(1);
    }

    private static Topic<?, ?> topic(String role) {
        return TOPICS.all().stream()
                .filter(topic -> topic.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /** All topics as configured, except one. */
    private static List<TopicState> states(Topic<?, ?> other, int partitions, Map<String, String> settings) {
        List<TopicState> states = new ArrayList<>();
        for (Topic<?, ?> topic : TOPICS.all()) {
            boolean differs = topic.role().equals(other.role());
            Map<String, String> config = new HashMap<>(topic.config());
            config.putAll(differs ? settings : Map.of());
            int actual = differs ? partitions : topic.partitions();
            states.add(new TopicState(
                    topic.role(), topic.name(), State.PRESENT, actual, TopicDifference.of(topic, actual, config)));
        }
        return states;
    }
}
