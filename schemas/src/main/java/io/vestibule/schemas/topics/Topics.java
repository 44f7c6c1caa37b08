package io.vestibule.schemas.topics;

import static io.vestibule.schemas.topics.CleanupPolicy.COMPACT;
import static io.vestibule.schemas.topics.CleanupPolicy.DELETE;
import static io.vestibule.schemas.topics.TimestampSource.BROKER;
import static io.vestibule.schemas.topics.TimestampSource.PRODUCER;

import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.serdes.MultiTypeSerde;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * All topics of Vestibule. Names, types and settings of topics are declared only here.
 *
 * <p>Frames, faces, identities and cameras are keyed by camera id and have the same number of partitions. A camera is
 * therefore on the same partition in each of them, and one task processes all its records.
 *
 * @param frames pictures of the cameras, key: camera id. The broker sets the timestamp. The capture time in the frame is
 *     checked against it, so a producer cannot send frames from the far future
 * @param faces detected faces ({@link FaceSighting}) and, in order with them, the camera's time ({@link CameraTick}), key:
 *     camera id
 * @param identities identity events, key: camera id. This is the product
 * @param softLabels the teacher's output for faces, key: face hash. This is the training data
 * @param centres class centres that soft labels refer to, key: {@link CentresKey}. One partition, because they are few
 * @param gallery templates, key: {@link GalleryKey}. One partition, because every reader holds the whole gallery in one order
 * @param enrolments requests to enrol a photograph or erase a resident, key: subject id. The retention is one day, because
 *     the topic contains photographs. One partition, so that each enrolment is in the gallery before the next one is compared
 *     with it. The broker sets the timestamp, as for frames
 * @param cameras newest state of each camera, key: camera id
 * @param deadLetters records that could not be used, key: the record's own key
 */
public record Topics(
        Topic<String, Frame> frames,
        Topic<String, SpecificRecord> faces,
        Topic<String, IdentityEvent> identities,
        Topic<String, SoftLabel> softLabels,
        Topic<String, ClassCentres> centres,
        Topic<String, GalleryEntry> gallery,
        Topic<String, Enrolment> enrolments,
        Topic<String, CameraStatus> cameras,
        Topic<String, DeadLetter> deadLetters) {

    private static final int FLEET_PARTITIONS = 8;
    private static final int MEBIBYTE = 1 << 20;

    public Topics {
        requireRole("frames", frames);
        requireRole("faces", faces);
        requireRole("identities", identities);
        requireRole("soft-labels", softLabels);
        requireRole("centres", centres);
        requireRole("gallery", gallery);
        requireRole("enrolments", enrolments);
        requireRole("cameras", cameras);
        requireRole("dead-letters", deadLetters);
        requireCopartitioned(List.of(frames, faces, identities, cameras));
        requireDistinctNames(
                List.of(frames, faces, identities, softLabels, centres, gallery, enrolments, cameras, deadLetters));
    }

    /** The topics with their default names and settings. */
    public static Topics defaults() {
        return new Topics(
                fleetTopic("frames", "intercom.frames.v1", AvroSerde.of(Frame.class), hours(1))
                        .withTimestampSource(BROKER)
                        .withMaxMessageBytes(4 * MEBIBYTE),
                fleetTopic(
                        "faces",
                        "intercom.faces.v1",
                        MultiTypeSerde.of(List.of(FaceSighting.class, CameraTick.class)),
                        hours(24)),
                fleetTopic("identities", "intercom.identities.v1", AvroSerde.of(IdentityEvent.class), days(90)),
                fleetTopic("soft-labels", "intercom.softlabels.v1", AvroSerde.of(SoftLabel.class), days(30)),
                compactedTopic("centres", "intercom.centres.v1", AvroSerde.of(ClassCentres.class), days(7)),
                compactedTopic("gallery", "intercom.gallery.v1", AvroSerde.of(GalleryEntry.class), days(7)),
                fleetTopic("enrolments", "intercom.enrolments.v1", AvroSerde.of(Enrolment.class), hours(24))
                        .withPartitions(1)
                        .withTimestampSource(BROKER)
                        .withMaxMessageBytes(16 * MEBIBYTE),
                compactedTopic("cameras", "intercom.cameras.v1", AvroSerde.of(CameraStatus.class), days(1))
                        .withPartitions(FLEET_PARTITIONS),
                fleetTopic("dead-letters", "intercom.dead-letters.v1", AvroSerde.of(DeadLetter.class), days(30))
                        .withPartitions(1));
    }

    /**
     * Returns these topics with some names replaced.
     *
     * @param byRole role to name.
     * @throws IllegalArgumentException if a role is unknown, a name is invalid or a name is used twice.
     */
    public Topics withNames(Map<String, String> byRole) {
        List<String> roles = all().stream().map(Topic::role).toList();
        Set<String> unknown = new TreeSet<>(byRole.keySet());
        unknown.removeAll(roles);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown topic role " + String.join(", ", unknown) + "; use one of " + String.join(", ", roles));
        }
        return new Topics(
                renamed(frames, byRole),
                renamed(faces, byRole),
                renamed(identities, byRole),
                renamed(softLabels, byRole),
                renamed(centres, byRole),
                renamed(gallery, byRole),
                renamed(enrolments, byRole),
                renamed(cameras, byRole),
                renamed(deadLetters, byRole));
    }

    /**
     * Returns these topics with another number of partitions for those that grow with the fleet: frames, faces, identities,
     * soft labels and cameras.
     */
    public Topics withPartitions(int count) {
        return new Topics(
                frames.withPartitions(count),
                faces.withPartitions(count),
                identities.withPartitions(count),
                softLabels.withPartitions(count),
                centres,
                gallery,
                enrolments,
                cameras.withPartitions(count),
                deadLetters);
    }

    /** All topics, in the order of the data flow. */
    public List<Topic<?, ?>> all() {
        return List.of(frames, faces, identities, softLabels, centres, gallery, enrolments, cameras, deadLetters);
    }

    /** A topic that grows with the fleet: divided, deleted after the retention, stamped with capture time, small records. */
    private static <V> Topic<String, V> fleetTopic(String role, String name, Serde<V> value, Duration retention) {
        return new Topic<>(role, name, Serdes.String(), value, FLEET_PARTITIONS, retention, DELETE, PRODUCER, MEBIBYTE);
    }

    /** A topic that keeps the newest record of each key, in one partition. */
    private static <V> Topic<String, V> compactedTopic(String role, String name, Serde<V> value, Duration retention) {
        return fleetTopic(role, name, value, retention).withPartitions(1).withCleanupPolicy(COMPACT);
    }

    private static <V> Topic<String, V> renamed(Topic<String, V> topic, Map<String, String> byRole) {
        return topic.withName(byRole.getOrDefault(topic.role(), topic.name()));
    }

    private static Duration hours(int count) {
        return Duration.ofHours(count);
    }

    private static Duration days(int count) {
        return Duration.ofDays(count);
    }

    private static void requireRole(String role, Topic<?, ?> topic) {
        if (!topic.role().equals(role)) {
            throw new IllegalArgumentException("topic " + topic.role() + " in the place of topic " + role);
        }
    }

    private static void requireCopartitioned(List<Topic<?, ?>> topics) {
        if (topics.stream().mapToInt(Topic::partitions).distinct().count() > 1) {
            throw new IllegalArgumentException(
                    "topics keyed by camera must have the same number of partitions, but have "
                            + topics.stream()
                                    .map(topic -> topic.role() + " " + topic.partitions())
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static void requireDistinctNames(List<Topic<?, ?>> topics) {
        Set<String> seen = new HashSet<>();
        for (Topic<?, ?> topic : topics) {
            if (!seen.add(topic.name())) {
                throw new IllegalArgumentException(
                        "topic name " + topic.name() + " is used twice; use a different name for each topic");
            }
        }
    }
}
