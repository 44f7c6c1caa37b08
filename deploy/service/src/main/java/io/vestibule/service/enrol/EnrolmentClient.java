package io.vestibule.service.enrol;

import io.vestibule.common.Sha256;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.topics.Identifier;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Sends requests to the enrolments topic, and waits for changes of the gallery or for dead letters. The enrolment topology
 * processes the requests; it can run in another process.
 */
public final class EnrolmentClient {
    /** Photographs that wait for a response at the same time. Enrolment needs some of them to be busy without a pause. */
    private static final int MAXIMUM_OPEN = 4;

    /** Upper bound of the size of a request's other fields, the record header and the batch header. */
    private static final int OVERHEAD_BYTES = 1024;

    private static final Duration POLL = Duration.ofMillis(100);

    private final Cluster cluster;
    private final Topics topics;
    private final Clock clock;
    private final Duration timeout;

    /** @param timeout how long a request is valid and is waited for */
    public EnrolmentClient(Cluster cluster, Topics topics, Clock clock, Duration timeout) {
        this.cluster = cluster;
        this.topics = topics;
        this.clock = clock;
        this.timeout = timeout;
    }

    /**
     * Enrols photographs. A few wait for their responses at the same time. After one without a response, no more are sent.
     *
     * @param results receives a result for each photograph as soon as it is known
     * @throws io.vestibule.service.kafka.ClusterException if the broker fails
     */
    public void enrol(
            List<PhotoFile> photos, EnrolmentOptions options, StopSignal stop, Consumer<EnrolmentResult> results)
            throws InterruptedException {
        int largest = cluster.largestBatch(topics.enrolments()) - OVERHEAD_BYTES;
        // The reader is positioned before the requests are sent, so that it misses no response.
        try (EnrolmentResultReader responses = EnrolmentResultReader.fromNow(cluster, topics);
                Producer<String, Enrolment> producer = producer()) {
            Iterator<PhotoFile> unsent = photos.iterator();
            List<PendingRequest> open = new ArrayList<>();
            boolean sends = true;
            while ((sends && unsent.hasNext()) || !open.isEmpty()) {
                while (sends && unsent.hasNext() && open.size() < MAXIMUM_OPEN) {
                    send(unsent.next(), options, largest, producer, results).ifPresent(open::add);
                }
                responses.poll(POLL, open);
                boolean allAnswered = removeFinished(open, stop.isRaised(), results);
                sends = sends && allAnswered && !stop.isRaised();
            }
            unsent.forEachRemaining(photo -> results.accept(EnrolmentResult.notSent(
                    photo, "an earlier photograph was not answered, or the command was stopped; repeat the command")));
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
    }

    /** Returns false if one of the requests has ended without a response. */
    private boolean removeFinished(List<PendingRequest> open, boolean stopped, Consumer<EnrolmentResult> results) {
        boolean allAnswered = true;
        for (PendingRequest request : List.copyOf(open)) {
            if (request.isComplete() || stopped || request.isOverdue()) {
                results.accept(request.result());
                allAnswered &= request.isAnswered();
                open.remove(request);
            }
        }
        return allAnswered;
    }

    /**
     * Erases a subject: all templates of all contracts. The gallery is read first: enrolment can have lost its store, and must not
     * report an enrolled subject as unknown then.
     */
    public EnrolmentResult erase(String subject, StopSignal stop) throws InterruptedException {
        try (EnrolmentResultReader responses = EnrolmentResultReader.fromNow(cluster, topics);
                Producer<String, Enrolment> producer = producer()) {
            Set<String> enrolledIn = GalleryLookup.contractsOf(subject, cluster, topics, timeout, clock);
            PendingRequest request = PendingRequest.ofErasure(
                    subject, enrolledIn, clock.instant().plus(timeout), clock);
            send(request, enrolment(subject, EnrolmentAction.ERASE).build(), producer);
            while (!request.isComplete() && !request.isOverdue() && !stop.isRaised()) {
                responses.poll(POLL, List.of(request));
            }
            return request.result();
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
    }

    private Producer<String, Enrolment> producer() {
        Topic<String, Enrolment> topic = topics.enrolments();
        return cluster.producer(topic, Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, cluster.largestBatch(topic)));
    }

    /** Sends a photograph; empty, with a result, if it cannot be sent. */
    private Optional<PendingRequest> send(
            PhotoFile photo,
            EnrolmentOptions options,
            int largest,
            Producer<String, Enrolment> producer,
            Consumer<EnrolmentResult> results)
            throws InterruptedException {
        if (!Identifier.isValid(photo.subject())) {
            results.accept(EnrolmentResult.notSent(
                    photo,
                    "its name is not a subject id; rename it to 1 to 128 letters (A to Z), digits, dots, dashes and"
                            + " underscores"));
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = photo.read(largest);
        } catch (IOException failure) {
            results.accept(EnrolmentResult.notSent(photo, String.valueOf(failure.getMessage())));
            return Optional.empty();
        }
        Instant validUntil = clock.instant().plus(timeout).truncatedTo(ChronoUnit.MICROS);
        Enrolment enrolment = enrolment(photo.subject(), EnrolmentAction.PHOTO)
                .setPhoto(ByteBuffer.wrap(bytes))
                .setConsentExpiresAt(options.consentUntil())
                .setAllowConflict(options.allowConflict())
                .setAllowDifferent(options.allowDifferent())
                .setValidUntil(validUntil)
                .build();
        PendingRequest request = PendingRequest.ofPhoto(photo, Sha256.hex(bytes), validUntil, clock);
        send(request, enrolment, producer);
        return Optional.of(request);
    }

    private void send(PendingRequest request, Enrolment enrolment, Producer<String, Enrolment> producer)
            throws InterruptedException {
        try {
            request.sentTo(
                    producer.send(new ProducerRecord<>(topics.enrolments().name(), enrolment.getSubject(), enrolment))
                            .get());
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
