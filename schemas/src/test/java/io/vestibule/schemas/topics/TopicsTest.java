package io.vestibule.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private final Topics topics = Topics.defaults();

    @Test
    void shouldNameEachTopicOnceByRoleAndOnceOnTheBroker() {
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
    void shouldKeepWhatIsKeyedByCameraInTheSameNumberOfPartitions() {
        assertThat(Stream.of(topics.frames(), topics.faces(), topics.identities(), topics.cameras())
                        .map(Topic::partitions))
                .containsOnly(8);
    }

    @Test
    void shouldStampByTheBrokerWhatCamerasAndPeopleSend() {
        assertThat(topics.all().stream()
                        .filter(topic -> topic.stamp() == TimestampSource.BROKER)
                        .map(Topic::role))
                .containsExactly("frames", "enrolments");
    }

    @Test
    void shouldCompactWhatIsAStateAndNotAHistory() {
        assertThat(topics.all().stream()
                        .filter(topic -> topic.cleanup() == CleanupPolicy.COMPACT)
                        .map(Topic::role))
                .containsExactly("centres", "gallery", "cameras");
    }

    @Test
    void shouldTakePicturesLargerThanKafkaTakesByDefault() {
        assertThat(topics.frames().maxMessageBytes()).isEqualTo(4 * 1024 * 1024);
        assertThat(topics.enrolments().maxMessageBytes()).isEqualTo(16 * 1024 * 1024);
    }

    @Test
    void shouldRenameByRoleAndLeaveTheOthers() {
        // Given
        final var names = Map.of("frames", "fleet.frames", "soft-labels", "fleet.labels");

        // When
        final var renamed = topics.withNames(names);

        // Then
        assertThat(renamed.frames()).isEqualTo(topics.frames().named("fleet.frames"));
        assertThat(renamed.softLabels()).isEqualTo(topics.softLabels().named("fleet.labels"));
        assertThat(renamed.faces()).isEqualTo(topics.faces());
    }

    @Test
    void shouldRefuseARoleThatItDoesNotKnowByNameAndSayWhichItKnows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topics.withNames(Map.of("frame", "x", "softlabels", "y")))
                .withMessage("no topic has the role frame, softlabels; roles are frames, faces, identities,"
                        + " soft-labels, centres, gallery, enrolments, cameras, dead-letters");
    }

    @Test
    void shouldRefuseToUseANameTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topics.withNames(Map.of("frames", "intercom.faces.v1")))
                .withMessage("two topics are called intercom.faces.v1");
    }

    @Test
    void shouldGiveMorePartitionsToWhatGrowsWithTheFleet() {
        // Given
        final int partitions = 64;

        // When
        final var larger = topics.withPartitions(partitions);

        // Then
        assertThat(larger.all().stream()
                        .filter(topic -> topic.partitions() == partitions)
                        .map(Topic::role))
                .containsExactly("frames", "faces", "identities", "soft-labels", "cameras");
        assertThat(larger.gallery()).isEqualTo(topics.gallery());
    }

    @Test
    void shouldRefuseToDivideCamerasUnequally() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics(
                        topics.frames(),
                        topics.faces().partitioned(4),
                        topics.identities(),
                        topics.softLabels(),
                        topics.centres(),
                        topics.gallery(),
                        topics.enrolments(),
                        topics.cameras(),
                        topics.deadLetters()))
                .withMessage("topics keyed by camera need the same number of partitions, but have"
                        + " frames 8, faces 4, identities 8, cameras 8");
    }
}
