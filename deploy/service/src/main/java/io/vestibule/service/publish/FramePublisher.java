package io.vestibule.service.publish;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the pictures of a source to the frames topic as a camera does: with the camera as key, in order, each frame at its time.
 *
 * <p>A picture that exceeds the maximum record size of the topic is refused before it is sent.
 */
public final class FramePublisher {
    /** Upper bound of the size of a frame's other fields, the record header and the batch header. */
    private static final int OVERHEAD_BYTES = 1024;

    private final Cluster cluster;
    private final Topic<String, Frame> topic;
    private final Clock clock;

    public FramePublisher(Cluster cluster, Topic<String, Frame> topic, Clock clock) {
        this.cluster = cluster;
        this.topic = topic;
        this.clock = clock;
    }

    /**
     * Sends all pictures of the source, or until a stop. Returns after the broker has acknowledged all frames.
     *
     * @throws SourceException if the source cannot be read, or a picture is too large
     * @throws io.vestibule.service.kafka.ClusterException if the broker refuses a frame
     */
    public PublishSummary publish(PublishRequest request, StopSignal stop) throws InterruptedException {
        int largest = cluster.largestBatch(topic) - OVERHEAD_BYTES;
        Map<String, Object> settings = Map.of(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                largest + OVERHEAD_BYTES,
                // A frame must not wait for the next one.
                ProducerConfig.LINGER_MS_CONFIG,
                0);
        try (Producer<String, Frame> producer = cluster.producer(topic, settings)) {
            Publication publication = new Publication(request, producer, largest, now());
            do {
                publication.play(stop);
            } while (request.loop() && !stop.isRaised());
            return publication.finish();
        } catch (InterruptException interrupted) {
            throw new InterruptedException("while sending a frame");
        }
    }

    /** State of one publication. */
    private final class Publication {
        private final PublishRequest request;
        private final Producer<String, Frame> producer;
        private final int largest;
        private final Instant start;
        private final AtomicReference<@Nullable Exception> sendFailure = new AtomicReference<>();
        private Instant lastCapture;
        private long frames;
        private long bytes;

        Publication(PublishRequest request, Producer<String, Frame> producer, int largest, Instant start) {
            this.request = request;
            this.producer = producer;
            this.largest = largest;
            this.start = start;
            this.lastCapture = start;
        }

        /** Sends all pictures once. Before a repetition, it waits one interval after the last picture. */
        void play(StopSignal stop) throws InterruptedException {
            try (PictureSource source = request.source().open(request.framesPerSecond())) {
                Instant first = clock.instant();
                Duration end = Duration.ZERO;
                Optional<EncodedPicture> picture = source.next();
                while (picture.isPresent()
                        && (source.isLive() || awaitDue(picture.get().at(), first, stop))) {
                    send(picture.get());
                    end = picture.get().at().plus(source.interval());
                    picture = stop.isRaised() ? Optional.empty() : source.next();
                }
                if (request.loop() && !source.isLive()) {
                    awaitDue(end, first, stop);
                }
            }
        }

        PublishSummary finish() {
            producer.flush();
            throwSendFailure();
            double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
            return new PublishSummary(request.camera(), topic.name(), micros(start), frames, bytes, seconds);
        }

        /** Waits until a picture is due. Returns false if a stop came first. */
        private boolean awaitDue(Duration at, Instant first, StopSignal stop) throws InterruptedException {
            Instant due = first.plusNanos(Math.round(at.toNanos() / request.speed()));
            return !stop.await(Duration.between(clock.instant(), due));
        }

        private void send(EncodedPicture picture) {
            throwSendFailure();
            if (picture.bytes().length > largest) {
                throw new SourceException(
                        "picture %s has %,d bytes; topic %s accepts at most %,d (max.message.bytes minus %,d)"
                                .formatted(
                                        picture.name(), picture.bytes().length, topic.name(), largest, OVERHEAD_BYTES));
            }
            Frame frame = Frame.newBuilder()
                    .setCamera(request.camera())
                    .setEpoch(micros(start))
                    .setSequence(frames)
                    .setCapturedAt(captureTime())
                    .setEncoding(picture.encoding())
                    .setWidth(picture.width())
                    .setHeight(picture.height())
                    .setSpectrum(request.spectrum())
                    .setRinging(request.ringing())
                    .setImage(ByteBuffer.wrap(picture.bytes()))
                    .build();
            producer.send(new ProducerRecord<>(topic.name(), request.camera(), frame), (metadata, failure) -> {
                if (failure != null) {
                    sendFailure.compareAndSet(null, failure);
                }
            });
            frames++;
            bytes += picture.bytes().length;
        }

        /** The current time, but always after the last frame and the start: the system clock can be set back. */
        private Instant captureTime() {
            Instant now = now();
            lastCapture = now.isAfter(lastCapture) ? now : lastCapture.plus(1, ChronoUnit.MICROS);
            return lastCapture;
        }

        private void throwSendFailure() {
            Exception failure = sendFailure.get();
            if (failure != null) {
                throw cluster.translate(failure);
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
