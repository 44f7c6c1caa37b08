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
 * Plays a source into the frames topic as a camera would: keyed by camera, in order, each frame at its time.
 *
 * <p>A frame that is larger than the topic takes is refused before anything of it is sent.
 */
public final class FramePublisher {
    /** What a frame's other fields, the record's head and the batch's head take, generously. */
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
     * Sends all of the source, or until told to stop; returns when the broker has acknowledged everything.
     *
     * @throws SourceException if the source cannot be read, or a picture is too large
     * @throws io.vestibule.service.kafka.ClusterException if the broker does not take a frame
     */
    public PublishSummary publish(PublishRequest wish, StopSignal stop) throws InterruptedException {
        int largest = cluster.largestBatch(topic) - OVERHEAD_BYTES;
        Map<String, Object> settings = Map.of(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                largest + OVERHEAD_BYTES,
                // A frame should not wait for the next one.
                ProducerConfig.LINGER_MS_CONFIG,
                0);
        try (Producer<String, Frame> producer = cluster.producer(topic, settings)) {
            Run run = new Run(wish, producer, largest, now());
            do {
                run.play(stop);
            } while (wish.loop() && !stop.isRaised());
            return run.finish();
        } catch (InterruptException interrupted) {
            throw new InterruptedException("while a frame was sent");
        }
    }

    /** One publication: its epoch, and how far it has come. */
    private final class Run {
        private final PublishRequest wish;
        private final Producer<String, Frame> producer;
        private final int largest;
        private final Instant start;
        private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();
        private Instant lastCapture;
        private long frames;
        private long bytes;

        Run(PublishRequest wish, Producer<String, Frame> producer, int largest, Instant start) {
            this.wish = wish;
            this.producer = producer;
            this.largest = largest;
            this.start = start;
            this.lastCapture = start;
        }

        /** Plays the source once, and lets its last picture stand as long as the others. */
        void play(StopSignal stop) throws InterruptedException {
            try (PictureSource source = wish.source().open(wish.framesPerSecond())) {
                Instant first = clock.instant();
                Duration end = Duration.ZERO;
                Optional<EncodedPicture> picture = source.next();
                while (picture.isPresent()
                        && (source.isLive() || isDue(picture.get().at(), first, stop))) {
                    send(picture.get());
                    end = picture.get().at().plus(source.gap());
                    picture = stop.isRaised() ? Optional.empty() : source.next();
                }
                if (wish.loop() && !source.isLive()) {
                    isDue(end, first, stop);
                }
            }
        }

        PublishSummary finish() {
            producer.flush();
            throwRefusal();
            double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
            return new PublishSummary(wish.camera(), topic.name(), micros(start), frames, bytes, seconds);
        }

        /** Waits for the moment; tells whether it came before the wish to stop. */
        private boolean isDue(Duration at, Instant first, StopSignal stop) throws InterruptedException {
            Instant due = first.plusNanos(Math.round(at.toNanos() / wish.speed()));
            return !stop.await(Duration.between(clock.instant(), due));
        }

        private void send(EncodedPicture picture) {
            throwRefusal();
            if (picture.bytes().length > largest) {
                throw new SourceException(
                        "%s has %,d bytes, and topic %s takes %,d (max.message.bytes less %,d); not sent"
                                .formatted(
                                        picture.name(), picture.bytes().length, topic.name(), largest, OVERHEAD_BYTES));
            }
            Frame frame = Frame.newBuilder()
                    .setCamera(wish.camera())
                    .setEpoch(micros(start))
                    .setSequence(frames)
                    .setCapturedAt(captureTime())
                    .setEncoding(picture.encoding())
                    .setWidth(picture.width())
                    .setHeight(picture.height())
                    .setSpectrum(wish.spectrum())
                    .setRinging(wish.ringing())
                    .setImage(ByteBuffer.wrap(picture.bytes()))
                    .build();
            producer.send(new ProducerRecord<>(topic.name(), wish.camera(), frame), (metadata, failure) -> {
                if (failure != null) {
                    refusal.compareAndSet(null, failure);
                }
            });
            frames++;
            bytes += picture.bytes().length;
        }

        /** The present moment, but always after the last frame's and the start: a computer's clock can be set back. */
        private Instant captureTime() {
            Instant now = now();
            lastCapture = now.isAfter(lastCapture) ? now : lastCapture.plus(1, ChronoUnit.MICROS);
            return lastCapture;
        }

        private void throwRefusal() {
            Exception failure = refusal.get();
            if (failure != null) {
                throw cluster.inWords(failure);
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
