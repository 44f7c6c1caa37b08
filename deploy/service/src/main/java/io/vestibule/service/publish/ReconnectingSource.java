package io.vestibule.service.publish;

import io.vestibule.service.process.StopSignal;
import io.vestibule.service.publish.SourceException.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A camera that is opened again each time it goes away, with increasing pauses. It ends only at a stop, after the time to give up, or
 * with a failure that another attempt cannot change. If the first connection gives a recording, the source ends with the recording.
 * If a later connection gives one, that counts as a loss: a proxy can send a notice that the camera is off.
 *
 * <p>Each loss and each return is reported once, and each cause once per loss.
 */
final class ReconnectingSource implements PictureSource {
    /** A connection of this length was a success: the next loss is followed by the shortest pause. */
    private static final Duration STABLE = Duration.ofSeconds(30);

    private final String shown;
    private final Supplier<VideoGrabber> opener;
    private final Duration giveUpAfter;
    private final Backoff backoff;
    private final StopSignal stop;
    private final Consumer<String> report;
    private final LongSupplier nanoTime;
    private final Set<String> reportedCauses = new HashSet<>();
    private @Nullable VideoGrabber grabber;
    private boolean isConnected;
    private boolean wasConnected;
    private boolean wasLive;
    private long changedAt;

    /**
     * @param shown the source for messages
     * @param opener begins to open the source and does not wait for it
     * @param giveUpAfter longest time without a picture
     * @param report receives one line for each loss and return
     * @param nanoTime the monotonic clock
     */
    ReconnectingSource(
            String shown,
            Supplier<VideoGrabber> opener,
            Duration giveUpAfter,
            Backoff backoff,
            StopSignal stop,
            Consumer<String> report,
            LongSupplier nanoTime) {
        this.shown = shown;
        this.opener = opener;
        this.giveUpAfter = giveUpAfter;
        this.backoff = backoff;
        this.stop = stop;
        this.report = report;
        this.nanoTime = nanoTime;
        this.changedAt = nanoTime.getAsLong();
    }

    @Override
    public Optional<EncodedPicture> next() throws InterruptedException {
        while (!stop.isRaised()) {
            try {
                Optional<EncodedPicture> picture = current().next();
                if (isReplaced()) {
                    throw new SourceException(Fault.AWAY, "source " + shown + " answered with a recording");
                }
                if (picture.isPresent()) {
                    connected(picture.get());
                    return picture;
                }
                if (stop.isRaised() || !isLive()) {
                    return Optional.empty();
                }
                lost(new SourceException(Fault.AWAY, "source " + shown + " ended the stream"));
            } catch (SourceException failure) {
                if (stop.isRaised()) {
                    return Optional.empty();
                }
                if (failure.fault() == Fault.UNUSABLE && !isReplaced()) {
                    throw failure;
                }
                lost(failure);
            }
            pause();
        }
        return Optional.empty();
    }

    @Override
    public Duration interval() {
        return grabber == null ? Duration.ZERO : grabber.interval();
    }

    @Override
    public boolean isLive() {
        return grabber == null || grabber.isLive();
    }

    @Override
    public void close() {
        if (grabber != null) {
            grabber.close();
        }
    }

    /** Whether a recording has taken the place of the camera. */
    private boolean isReplaced() {
        return wasLive && !isLive();
    }

    private VideoGrabber current() {
        if (grabber == null) {
            grabber = opener.get();
        }
        return grabber;
    }

    private void connected(EncodedPicture picture) {
        if (isConnected) {
            return;
        }
        Duration outage = sinceChange();
        report.accept(
                wasConnected
                        ? "source %s is back after %d s".formatted(shown, outage.toSeconds())
                        : "connected to source %s, %dx%d".formatted(shown, picture.width(), picture.height()));
        change(true);
        wasConnected = true;
        wasLive |= isLive();
        reportedCauses.clear();
    }

    private void lost(SourceException cause) {
        if (isConnected) {
            if (sinceChange().compareTo(STABLE) > 0) {
                backoff.reset();
            }
            change(false);
        }
        if (cause.fault() == Fault.CREDENTIALS) {
            backoff.extend();
        }
        if (sinceChange().compareTo(giveUpAfter) >= 0) {
            throw new SourceException(
                    cause.getMessage() + "; gave up after " + giveUpAfter.toSeconds() + " s without a picture");
        }
        if (reportedCauses.add(String.valueOf(cause.getMessage()))) {
            report.accept(cause.getMessage() + "; trying again until it answers");
        }
    }

    /** Releases the source, then waits. A source whose native call has not returned is not opened a second time. */
    private void pause() throws InterruptedException {
        if (grabber != null) {
            grabber.close();
        }
        Duration untilGivingUp = giveUpAfter.minus(sinceChange());
        Duration pause = backoff.next();
        stop.await(pause.compareTo(untilGivingUp) < 0 ? pause : untilGivingUp);
        if (grabber != null && grabber.isReleased()) {
            grabber = null;
        }
    }

    private void change(boolean connected) {
        isConnected = connected;
        changedAt = nanoTime.getAsLong();
    }

    private Duration sinceChange() {
        return Duration.ofNanos(nanoTime.getAsLong() - changedAt);
    }
}
