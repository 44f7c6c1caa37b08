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
 * Sends requests to the enrolments topic and waits until the gallery has changed or a dead letter says why it has not. The
 * work itself is done by the enrolment topology, wherever it runs.
 */
public final class EnrolmentClient {
    /** What a request's other fields, the record's head and the batch's head take, generously. */
    private static final int OVERHEAD_BYTES = 1024;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Cluster cluster;
    private final Topics topics;
    private final Clock clock;
    private final Duration patience;

    /** @param patience how long to wait for answers */
    public EnrolmentClient(Cluster cluster, Topics topics, Clock clock, Duration patience) {
        this.cluster = cluster;
        this.topics = topics;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Asks to add photographs to a subject.
     *
     * @param expires when consent ends; empty to leave it as it is
     * @param allowConflict whether to add a photograph that looks like somebody else
     * @return an answer for each photograph, in their order
     * @throws IllegalArgumentException if a photograph is larger than the topic takes; then nothing was sent
     * @throws io.vestibule.service.kafka.ClusterException if the broker fails
     */
    public List<EnrolmentResult> enrol(
            String subject, List<PhotoFile> photos, Optional<Instant> expires, boolean allowConflict, StopSignal stop)
            throws InterruptedException {
        int largest = cluster.largestBatch(topics.enrolments()) - OVERHEAD_BYTES;
        for (PhotoFile photo : photos) {
            if (photo.bytes().length > largest) {
                throw new IllegalArgumentException("%s has %,d bytes, and topic %s takes %,d; nothing was sent"
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
        return ask(requests, stop);
    }

    /** Asks to forget a subject: every template of every contract. */
    public EnrolmentResult erase(String subject, StopSignal stop) throws InterruptedException {
        Enrolment enrolment = enrolment(subject, EnrolmentAction.ERASE).build();
        return ask(List.of(PendingRequest.ofErasure(subject, enrolment)), stop).get(0);
    }

    private List<EnrolmentResult> ask(List<PendingRequest> requests, StopSignal stop) throws InterruptedException {
        // Listening begins before asking, so that no answer can be missed.
        try (EnrolmentResultReader answers = EnrolmentResultReader.fromNow(cluster, topics)) {
            send(requests);
            Instant end = clock.instant().plus(patience);
            while (requests.stream().anyMatch(request -> !request.isAnswered())
                    && clock.instant().isBefore(end)
                    && !stop.isRaised()) {
                answers.poll(POLL, requests);
            }
            // The first word of an answer may come alone; the rest of its transaction is right behind it.
            answers.poll(POLL, requests);
            return requests.stream().map(PendingRequest::answer).toList();
        } catch (KafkaException failure) {
            throw cluster.inWords(failure);
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
            throw cluster.inWords(refused.getCause());
        }
    }

    private Enrolment.Builder enrolment(String subject, EnrolmentAction action) {
        return Enrolment.newBuilder()
                .setSubject(subject)
                .setAction(action)
                .setRequestedAt(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
