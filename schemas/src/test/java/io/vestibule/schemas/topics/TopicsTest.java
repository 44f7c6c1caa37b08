package io.vestibule.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private final Topics topics = Topics.defaults();

    @Test
    void shouldHaveUniqueRolesAndNames() {
        assertThat(topics.all().stream().map(Topic::role))
                .containsExactly(
                        "frames",
                        "faces",
                        "identities",
                        "soft-labels",
                        "centres",
                        "gallery",
                        "enrolments",
                        "cameras",
                        "dead-letters");
        assertThat(topics.all().stream().map(Topic::name))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("intercom\\.[a-z-]+\\.v1"));
    }

    @Test
    void shouldHaveSameNumberOfPartitionsForTopicsKeyedByCamera() {
        assertThat(Stream.of(topics.frames(), topics.faces(), topics.identities(), topics.cameras())
                        .map(Topic::partitions))
                .containsOnly(8);
    }

    @Test
    void shouldUseBrokerTimestampsForFramesAndEnrolments() {
        assertThat(topics.all().stream()
                        .filter(topic -> topic.timestampSource() == TimestampSource.BROKER)
                        .map(Topic::role))
                .containsExactly("frames", "enrolments");
    }

    @Test
    void shouldCompactTopicsOfStates() {
        assertThat(topics.all().stream()
                        .filter(topic -> topic.cleanupPolicy() == CleanupPolicy.COMPACT)
                        .map(Topic::role))
                .containsExactly("centres", "gallery", "cameras");
    }

    @Test
    void shouldAcceptPicturesAboveDefaultMessageSize() {
        assertThat(topics.frames().maxMessageBytes()).isEqualTo(4 * 1024 * 1024);
        assertThat(topics.enrolments().maxMessageBytes()).isEqualTo(16 * 1024 * 1024);
    }

    @Test
    void shouldRenameTopicsByRole() {
        // Given
        Map<String, String> names = Map.of("frames", "fleet.frames", "soft-labels", "fleet.labels");

        // When
        Topics renamed = topics.withNames(names);

        // Then
        assertThat(renamed.frames()).isEqualTo(topics.frames().withName("fleet.frames"));
        assertThat(renamed.softLabels()).isEqualTo(topics.softLabels().withName("fleet.labels"));
        assertThat(renamed.faces()).isEqualTo(topics.faces());
    }

    @Test
    void shouldListRolesWhenRoleIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topics.withNames(Map.of("frame", "x", "softlabels", "y")))
                .withMessage("unknown topic role frame, softlabels; use one of frames, faces, identities,"
                        + " soft-labels, centres, gallery, enrolments, cameras, dead-letters");
    }

    @Test
    void shouldRejectNameThatIsUsedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topics.withNames(Map.of("frames", "intercom.faces.v1")))
                .withMessage("topic name intercom.faces.v1 is used twice; use a different name for each topic");
    }

    @Test
    void shouldChangePartitionsOfFleetTopics() {
        // Given
        final int partitions = 64;

        // When
        Topics larger = topics.withPartitions(partitions);

        // Then
        assertThat(larger.all().stream()
                        .filter(topic -> topic.partitions() == partitions)
                        .map(Topic::role))
                .containsExactly("frames", "faces", "identities", "soft-labels", "cameras");
        assertThat(larger.gallery()).isEqualTo(topics.gallery());
    }

    @Test
    void shouldRejectDifferentPartitionsForTopicsKeyedByCamera() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics(
                        topics.frames(),
                        topics.faces().withPartitions(4),
                        topics.identities(),
                        topics.softLabels(),
                        topics.centres(),
                        topics.gallery(),
                        topics.enrolments(),
                        topics.cameras(),
                        topics.deadLetters()))
                .withMessage("topics keyed by camera must have the same number of partitions, but have"
                        + " frames 8, faces 4, identities 8, cameras 8");
    }
}
