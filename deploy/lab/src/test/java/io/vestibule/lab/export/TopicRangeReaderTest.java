package io.vestibule.lab.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.dataset.DatasetException;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.testing.BrokerExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real broker deletes old records during the read, as it does after the retention time. */
@Tag("slow")
@Timeout(120)
class TopicRangeReaderTest {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final int FACES = 5;

    private final List<Long> offsets = new ArrayList<>();
    private Cluster cluster;
    private Topic<?, ?> faces;
    private int partition;

    @BeforeEach
    void sendFaces(TestInfo test) {
        cluster = BROKER.connect();
        SoftLabelTopicFixture topics = new SoftLabelTopicFixture(
                cluster, test.getTestMethod().orElseThrow().getName());
        faces = topics.topics().faces();
        for (int face = 1; face <= FACES; face++) {
            topics.sendFace(face);
        }
        // All faces are of one camera and therefore in one partition.
        TopicRangeReader.all(cluster, faces).forEach(StopSignal.manual(), received -> {
            partition = received.partition();
            offsets.add(received.offset());
        });
    }

    @AfterEach
    void disconnect() {
        cluster.close();
    }

    @Test
    void shouldReadTheRemainingRecordsOfAWholeTopic() throws Exception {
        // Given
        TopicRangeReader all = TopicRangeReader.all(cluster, faces);
        deleteBefore(2);
        List<Long> read = new ArrayList<>();

        // When
        all.forEach(StopSignal.manual(), received -> read.add(received.offset()));

        // Then
        assertThat(read).isEqualTo(offsets.subList(2, FACES));
    }

    @Test
    void shouldFailWhenRequestedOffsetsWereDeleted() throws Exception {
        // Given
        TopicRangeReader requested = TopicRangeReader.between(
                cluster, faces, Map.of(partition, offsets.get(0)), Map.of(partition, offsets.get(4)), false);
        deleteBefore(2);
        List<Long> read = new ArrayList<>();

        // When, then
        assertThatThrownBy(() -> requested.forEach(StopSignal.manual(), received -> read.add(received.offset())))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("offset " + offsets.get(0) + " was deleted");
        assertThat(read).isEmpty();
    }

    @Test
    void shouldFailWhenItIsStopped() {
        // Given
        StopSignal stop = StopSignal.manual();
        stop.raise();

        // When, then
        assertThatThrownBy(() -> TopicRangeReader.all(cluster, faces).forEach(stop, received -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessage("stopped");
    }

    private void deleteBefore(int index) throws Exception {
        cluster.admin()
                .deleteRecords(Map.of(
                        new TopicPartition(faces.name(), partition), RecordsToDelete.beforeOffset(offsets.get(index))))
                .all()
                .get();
    }
}
