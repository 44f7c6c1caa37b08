package io.vestibule.service.enrol;

import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Sends requests to the enrolments topic, and waits for changes of the gallery or for dead letters. The enrolment topology
 * processes the requests; it can run in another process.
 */
public final class EnrolmentClient {
    /** Upper bound of the size of a request's other fields, the record header and the batch header. */
    private static final int OVERHEAD_BYTES = 1024;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Cluster cluster;
    private final Topics topics;
    private final Clock clock;
    private final Duration timeout;

    /** @param timeout maximum time to wait for responses */
    public EnrolmentClient(Cluster cluster, Topics topics, Clock clock, Duration timeout) {
        this.cluster = cluster;
        this.topics = topics;
        this.clock = clock;
        this.timeout = timeout;
    }

    /**
     * Enrols photographs of a subject.
     *
     * @param expires end of consent; empty to leave it unchanged
     * @param allowConflict whether to enrol a face that is similar to another subject
     * @return a result for each photograph, in their order
     * @throws IllegalArgumentException if a photograph exceeds the maximum record size; no request is sent then
     * @throws io.vestibule.service.kafka.ClusterException if the broker fails
     */
    public List<EnrolmentResult> enrol(
            String subject, List<PhotoFile> photos, Optional<Instant> expires, boolean allowConflict, StopSignal stop)
            throws InterruptedException {
        int largest = cluster.largestBatch(topics.enrolments()) - OVERHEAD_BYTES;
        for (PhotoFile photo : photos) {
            if (photo.bytes().length > largest) {
                throw new IllegalArgumentException(
                        "photograph %s has %,d bytes; topic %s accepts at most %,d; nothing sent"
                                .formatted(
                                        photo.name(),
                                        photo.bytes().length,
                                        topics.enrolments().name(),
                                        largest));
            }
        }
        List<PendingRequest> requests = new ArrayList<>();
        for (PhotoFile photo : photos) {
            Enrolment enrolment = enrolment(subject, EnrolmentAction.PHOTO)
                    .setPhoto(ByteBuffer.wrap(photo.bytes()))
                    .setConsentExpiresAt(expires.orElse(null))
                    .setAllowConflict(allowConflict)
                    .build();
            requests.add(PendingRequest.ofPhoto(subject, photo, enrolment));
        }
        return sendAndWait(requests, stop);
    }

    /** Erases a subject: all templates of all contracts. */
    public EnrolmentResult erase(String subject, StopSignal stop) throws InterruptedException {
        Enrolment enrolment = enrolment(subject, EnrolmentAction.ERASE).build();
        return sendAndWait(List.of(PendingRequest.ofErasure(subject, enrolment)), stop)
                .get(0);
    }

    private List<EnrolmentResult> sendAndWait(List<PendingRequest> requests, StopSignal stop)
            throws InterruptedException {
        // The reader is positioned before the requests are sent, so that it misses no response.
        try (EnrolmentResultReader responses = EnrolmentResultReader.fromNow(cluster, topics)) {
            send(requests);
            Instant end = clock.instant().plus(timeout);
            while (requests.stream().anyMatch(request -> !request.isAnswered())
                    && clock.instant().isBefore(end)
                    && !stop.isRaised()) {
                responses.poll(POLL, requests);
            }
            // The first record of a response can come alone; the rest of its transaction follows directly.
            responses.poll(POLL, requests);
            return requests.stream().map(PendingRequest::result).toList();
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
    }

    private void send(List<PendingRequest> requests) throws InterruptedException {
        Topic<String, Enrolment> topic = topics.enrolments();
        try (Producer<String, Enrolment> producer =
                cluster.producer(topic, Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, cluster.largestBatch(topic)))) {
            for (PendingRequest request : requests) {
                request.sentTo(producer.send(new ProducerRecord<>(topic.name(), request.subject(), request.enrolment()))
                        .get());
            }
        } catch (ExecutionException refused) {
            throw cluster.translateCause(refused);
        }
    }

    private Enrolment.Builder enrolment(String subject, EnrolmentAction action) {
        return Enrolment.newBuilder()
                .setSubject(subject)
                .setAction(action)
                .setRequestedAt(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
