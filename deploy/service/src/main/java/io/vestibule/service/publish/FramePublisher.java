package io.vestibule.service.publish;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.kafka.ClusterException;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.publish.SourceAddress.Video;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends the pictures of a source to the frames topic as a camera does: with the camera as key, in order, each frame at its time.
 *
 * <p>The pace and the progress of time come from the monotonic clock; {@link CaptureClock} gives the capture times. A live source is
 * opened again when it goes away.
 */
public final class FramePublisher {
    private final Cluster cluster;
    private final Topic<String, Frame> topic;
    private final Clock wall;
    private final LongSupplier nanoTime;
    private final Consumer<String> report;

    /**
     * @param nanoTime the monotonic clock, {@link System#nanoTime} except in tests
     * @param report receives lines about progress and problems
     */
    public FramePublisher(
            Cluster cluster, Topic<String, Frame> topic, Clock wall, LongSupplier nanoTime, Consumer<String> report) {
        this.cluster = cluster;
        this.topic = topic;
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.report = report;
    }

    /**
     * Sends all pictures of the source, or until a stop. Returns after the broker has acknowledged all frames.
     *
     * @throws SourceException if the source cannot be read, gives no picture, or is away for too long
     * @throws io.vestibule.service.kafka.ClusterException if the broker refuses a frame, or is away for too long
     */
    public PublishSummary publish(PublishRequest request, StopSignal stop) throws InterruptedException {
        try (FrameSender sender = new FrameSender(cluster, topic)) {
            Publication publication = new Publication(request, sender, stop);
            try {
                do {
                    publication.play();
                } while (request.loop() && !stop.isRaised());
                return publication.finish();
            } catch (ClusterException failed) {
                publication.report(
                        "%d frames were sent, %d were not".formatted(sender.acknowledged(), sender.unacknowledged()));
                throw failed;
            }
        } catch (InterruptException interrupted) {
            throw new InterruptedException("while sending a frame");
        }
    }

    /** State of one publication. */
    private final class Publication {
        private final PublishRequest request;
        private final FrameSender sender;
        private final StopSignal stop;
        private final PictureCounts counts = new PictureCounts();
        private final CaptureClock clock = new CaptureClock(wall, nanoTime);
        private final long start = nanoTime.getAsLong();
        private boolean reportedReduction;
        private boolean played;

        Publication(PublishRequest request, FrameSender sender, StopSignal stop) {
            this.request = request;
            this.sender = sender;
            this.stop = stop;
        }

        /** Sends all pictures once. Before a repetition, it waits one interval after the last picture. */
        void play() throws InterruptedException {
            try (PictureSource source = open()) {
                Optional<EncodedPicture> picture = source.next();
                boolean isEmpty = picture.isEmpty();
                picture.ifPresent(one -> reportStart(source, one));
                long first = nanoTime.getAsLong();
                Duration end = Duration.ZERO;
                while (picture.isPresent()
                        && (source.isLive() || awaitDue(picture.get().at(), first))) {
                    send(picture.get());
                    end = picture.get().at().plus(source.interval());
                    picture = source.next();
                }
                if (isEmpty && !stop.isRaised()) {
                    throw new SourceException(emptySource());
                }
                reportOmissions();
                played = true;
                if (request.loop() && !source.isLive()) {
                    awaitDue(end, first);
                }
            }
        }

        PublishSummary finish() {
            sender.finish(stop);
            double seconds = Duration.ofNanos(nanoTime.getAsLong() - start).toMillis() / 1000.0;
            return new PublishSummary(
                    request.camera(),
                    topic.name(),
                    clock.epoch(),
                    sender.acknowledged(),
                    sender.bytes(),
                    seconds,
                    counts.reduced(),
                    counts.skipped() + sender.unacknowledged(),
                    counts.unreadable() + counts.tooLarge());
        }

        private PictureSource open() {
            ReadingOptions options = request.reading(sender.largestPicture());
            if (request.source() instanceof Video video && video.live()) {
                return new ReconnectingSource(
                        video.shown(),
                        () -> VideoGrabber.open(video, options, counts, stop),
                        request.giveUpAfter(),
                        new Backoff(new Random()),
                        stop,
                        this::report,
                        nanoTime);
            }
            return request.source().open(options, counts, stop);
        }

        /** Waits until a picture of a recording is due. Returns false if a stop came first. */
        private boolean awaitDue(Duration at, long first) throws InterruptedException {
            long due = first + Math.round(at.toNanos() / request.speed());
            return !stop.await(Duration.ofNanos(due - nanoTime.getAsLong()));
        }

        private void send(EncodedPicture picture) {
            CaptureClock.Stamp stamp =
                    clock.stamp(picture.capturedNanos().orElseGet(nanoTime), picture.startsSegment());
            Frame frame = Frame.newBuilder()
                    .setCamera(request.camera())
                    .setEpoch(stamp.epoch())
                    .setSequence(stamp.sequence())
                    .setCapturedAt(stamp.capturedAt())
                    .setEncoding(picture.encoding())
                    .setWidth(picture.width())
                    .setHeight(picture.height())
                    .setSpectrum(request.spectrum())
                    .setRinging(request.ringing())
                    .setImage(ByteBuffer.wrap(picture.bytes()))
                    .build();
            sender.send(frame, stop);
            if (counts.reduced() > 0 && !reportedReduction) {
                reportedReduction = true;
                report("pictures are larger than the topic accepts (%,d bytes), so they are encoded smaller"
                        .formatted(sender.largestPicture()));
            }
        }

        private void reportStart(PictureSource source, EncodedPicture first) {
            if (!source.isLive() && !played) {
                report("reading source %s, %dx%d".formatted(request.source().shown(), first.width(), first.height()));
            }
        }

        private String emptySource() {
            String omissions = counts.omissions(sender.largestPicture());
            return "source " + request.source().shown() + " gave no picture"
                    + (omissions.isEmpty() ? "; check that it is a video" : ": " + omissions);
        }

        private void reportOmissions() {
            String omissions = counts.omissions(sender.largestPicture());
            if (!omissions.isEmpty() && !played) {
                report(omissions);
            }
        }

        private void report(String line) {
            report.accept(request.camera() + ": " + line);
        }
    }
}
