package io.vestibule.service.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, SIGTERM, or a test that wants a command to end. Commands that could go on for ever look at it and return. Thread-safe.
 */
public final class StopSignal implements AutoCloseable {
    /** What a container platform gives by default before it kills. */
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(30);

    private final CountDownLatch raised = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** A signal that only {@link #raise()} raises. */
    public static StopSignal byHand() {
        return new StopSignal();
    }

    /** A signal that is also raised when the JVM is asked to end. The JVM then waits until this is closed. */
    public static StopSignal ofProcess() {
        StopSignal stop = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::finish, "stop-signal"));
        return stop;
    }

    public void raise() {
        raised.countDown();
    }

    public boolean isRaised() {
        return raised.getCount() == 0;
    }

    /** Waits until it is raised. */
    public void await() throws InterruptedException {
        raised.await();
    }

    /** Waits until it is raised, but no longer than this; tells whether it is. */
    public boolean await(Duration longest) throws InterruptedException {
        return raised.await(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** The command has ended, and has closed what it had open. */
    @Override
    public void close() {
        finished.countDown();
    }

    private void finish() {
        raise();
        try {
            finished.await(TIME_TO_FINISH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
