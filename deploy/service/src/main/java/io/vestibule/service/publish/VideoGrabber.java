package io.vestibule.service.publish;

import io.vestibule.service.process.StopSignal;
import io.vestibule.service.publish.SourceAddress.Video;
import io.vestibule.service.publish.SourceException.Fault;
import io.vestibule.service.publish.VideoStream.StreamException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Pictures from a video file, a stream or a device, encoded as JPEG.
 *
 * <p>A thread of its own opens and reads the video. Native calls normally end at their deadline or at a stop. Some cannot be
 * interrupted: name resolution, and devices that hang. Then {@link #close()} leaves the thread behind, and the process can end.
 */
final class VideoGrabber implements PictureSource {
    /** Pictures that wait for their sender. If a live source fills the queue, its oldest picture is dropped. */
    private static final int QUEUE = 32;

    /** Time in which a stop is noticed. */
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(50);

    /** Time that a native call has for its return after its deadline. */
    private static final Duration RETURN_TIME = Duration.ofSeconds(2);

    /** Time for the release of the video after an interruption. */
    private static final Duration RELEASE_TIME = Duration.ofSeconds(1);

    private final Video video;
    private final ReadingOptions options;
    private final StopSignal stop;
    private final JpegEncoder encoder;
    private final PictureCounts counts;
    private final NativeDeadline deadline;
    private final BlockingQueue<QueuedPicture> pictures = new ArrayBlockingQueue<>(QUEUE);
    private final FutureTask<@Nullable Void> reading = new FutureTask<>(this::read, null);
    private int deliveredSegment;
    private volatile boolean live;
    private volatile boolean opened;
    private volatile boolean closed;
    private volatile Duration interval = Duration.ZERO;
    private volatile long lastSign = System.nanoTime();

    /** @param segment number of times that the stream's clock was set; a dropped picture must not hide that */
    private record QueuedPicture(EncodedPicture picture, int segment) {}

    private VideoGrabber(Video video, ReadingOptions options, PictureCounts counts, StopSignal stop) {
        this.video = video;
        this.options = options;
        this.counts = counts;
        this.stop = stop;
        this.encoder = new JpegEncoder(options.largestPicture(), counts);
        this.live = video.live();
        this.deadline = new NativeDeadline(longestWait());
    }

    /** Starts to open the video, and returns before it is open. */
    static VideoGrabber open(Video video, ReadingOptions options, PictureCounts counts, StopSignal stop) {
        load(video);
        VideoGrabber grabber = new VideoGrabber(video, options, counts, stop);
        Thread reader = new Thread(grabber.reading, "video-reader");
        reader.setDaemon(true);
        reader.start();
        return grabber;
    }

    /** JavaCPP cannot load a library while the process ends, and a jar contains the libraries of one platform. */
    private static void load(Video video) {
        try {
            VideoStream.load();
        } catch (LinkageError | IllegalStateException failed) {
            throw StopSignal.isProcessEnding()
                    ? new SourceException("source " + video.shown() + " was not opened: the process ends", failed)
                    : new SourceException(
                            "cannot read video: this jar was built for another platform; build it on this machine",
                            failed);
        }
    }

    @Override
    public Optional<EncodedPicture> next() throws InterruptedException {
        while (!stop.isRaised()) {
            // Read before the queue: a reader that ends has queued its last picture before.
            boolean isLast = reading.isDone();
            QueuedPicture queued = pictures.poll(isLast ? 0 : CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            if (queued != null) {
                return Optional.of(deliver(queued));
            }
            if (isLast) {
                throwFailure();
                return Optional.empty();
            }
            throwIfBlocked();
        }
        return Optional.empty();
    }

    private EncodedPicture deliver(QueuedPicture queued) {
        boolean startsSegment = queued.segment() != deliveredSegment;
        deliveredSegment = queued.segment();
        return startsSegment ? queued.picture().startingSegment() : queued.picture();
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public boolean isLive() {
        return live;
    }

    /** Whether the native resources are released. They are not while a native call does not return. */
    boolean isReleased() {
        return reading.isDone();
    }

    @Override
    public void close() {
        closed = true;
        deadline.interrupt();
        // Makes room for a reader that waits.
        pictures.clear();
        try {
            reading.get(RELEASE_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException blocked) {
            // The thread stays behind, in a native call. isReleased() reports it.
        } catch (ExecutionException failed) {
            // next() throws the failure, unless the caller has stopped.
        }
    }

    private void read() {
        try (NativeDeadline released = deadline;
                VideoStream stream = VideoStream.open(video, released)) {
            live = video.live() && !stream.hasLength();
            interval = interval(stream);
            StreamTime time = new StreamTime(stream.interval());
            RateLimit limit = new RateLimit(options.framesPerSecond(), interval);
            int segment = 0;
            allowNext();
            opened = true;
            while (!closed && stream.next()) {
                StreamTime.Step step = time.advance(stream.time());
                segment += step.startsSegment() ? 1 : 0;
                OptionalLong captured = live ? OptionalLong.of(stream.capturedNanos()) : OptionalLong.empty();
                if (limit.admits(
                        live && !stream.hasClock()
                                ? captured.getAsLong()
                                : step.at().toNanos())) {
                    handOver(new QueuedPicture(encoder.encode(stream.picture(), step.at(), captured), segment));
                }
                allowNext();
            }
        } catch (StreamException failed) {
            throw translate(failed.failure());
        } catch (IOException failed) {
            throw new SourceException("encoding a picture of source " + video.shown() + " failed", failed);
        } catch (InterruptedException interrupted) {
            throw new SourceException("reading source " + video.shown() + " was interrupted", interrupted);
        }
    }

    /** Extends the deadline, unless it has passed: FFmpeg then returns what it held back before it reports the time-out. */
    private void allowNext() {
        long now = System.nanoTime();
        if (now - lastSign < longestWait().toNanos()) {
            lastSign = now;
            deadline.allow(options.silence());
        }
    }

    private void handOver(QueuedPicture picture) throws InterruptedException {
        long start = System.nanoTime();
        while (!closed && !pictures.offer(picture, live ? 0 : CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
            if (live && pictures.poll() != null) {
                counts.addSkipped();
            }
        }
        // A recording waits for its sender, which is no silence of the source.
        long signBefore = lastSign;
        lastSign = signBefore + System.nanoTime() - start;
    }

    /** The stream is examined while it is opened, which needs several pictures. */
    private Duration longestWait() {
        return opened ? options.silence() : options.silence().multipliedBy(2);
    }

    private Duration interval(VideoStream stream) {
        double own = 1e9 / stream.interval().toNanos();
        return Duration.ofNanos(
                Math.round(1e9 / Math.min(own, options.framesPerSecond().orElse(own))));
    }

    private SourceException translate(StreamFailure failed) {
        // Only a call that passed its deadline can fail after it; FFmpeg's number then depends on the protocol.
        boolean silent = System.nanoTime() - lastSign >= longestWait().toNanos();
        String problem = (opened ? "reading source %s failed: " : "cannot open source %s: ").formatted(video.shown());
        String cause = failed.cause();
        if (silent) {
            cause = (opened ? "no picture for " : "no answer for ")
                    + longestWait().toSeconds() + " s";
        } else if (isHostMissing()) {
            cause = StreamFailure.HOST_NOT_FOUND.cause();
        }
        return new SourceException(live ? failed.fault() : Fault.UNUSABLE, problem + cause);
    }

    /** FFmpeg reports an unknown host as an input error. */
    private boolean isHostMissing() {
        if (opened || closed) {
            return false;
        }
        try {
            String host = new URI(video.shown()).getHost();
            if (host != null) {
                InetAddress.getByName(host);
            }
            return false;
        } catch (UnknownHostException missing) {
            return true;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    /** Waits for the end of the reader, and throws its failure in the thread of the caller. */
    private void throwFailure() throws InterruptedException {
        try {
            reading.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SourceException known) {
                throw known;
            }
            rethrowError(failed);
            throw new SourceException("reading source " + video.shown() + " failed", failed);
        }
    }

    private static void rethrowError(ExecutionException failed) {
        if (failed.getCause() instanceof Error error) {
            throw error;
        }
    }

    private void throwIfBlocked() {
        if (live
                && System.nanoTime() - lastSign
                        > longestWait().plus(RETURN_TIME).toNanos()) {
            throw new SourceException(Fault.AWAY, "source " + video.shown() + " does not respond");
        }
    }

    /** Admits pictures up to a maximum rate. */
    private static final class RateLimit {
        private final long shortest;
        private boolean started;
        private long last;

        RateLimit(OptionalDouble framesPerSecond, Duration interval) {
            // Time stamps of a video vary around its rate. Without the tolerance, every second picture could be
            // dropped.
            this.shortest = framesPerSecond.isPresent() ? interval.toNanos() * 9 / 10 : 0;
        }

        boolean admits(long nanos) {
            boolean due = !started || nanos - last >= shortest;
            if (due) {
                started = true;
                last = nanos;
            }
            return due;
        }
    }
}
