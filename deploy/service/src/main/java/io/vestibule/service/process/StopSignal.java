package io.vestibule.service.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Request to stop: Ctrl-C, SIGTERM, or a call in a test. Long-running commands check it and return. Thread-safe.
 */
public final class StopSignal implements AutoCloseable {
    /** Default grace period of Kubernetes before it kills a container. */
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(30);

    private final CountDownLatch raised = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** A signal that only {@link #raise()} raises. */
    public static StopSignal manual() {
        return new StopSignal();
    }

    /** A signal that is also raised when the JVM shuts down. The JVM then waits until the signal is closed. */
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

    /** Waits until the signal is raised. */
    public void await() throws InterruptedException {
        raised.await();
    }

    /** Waits until the signal is raised or the time is over. Returns whether it is raised. */
    public boolean await(Duration longest) throws InterruptedException {
        return raised.await(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** Whether the JVM shuts down. Then no further shutdown hook can be registered, so native libraries cannot be loaded. */
    public static boolean isProcessEnding() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread(() -> {}));
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Marks the command as ended, with all its resources closed. */
    @Override
    public void close() {
        finished.countDown();
    }

    private void finish() {
        raise();
        try {
            finished.await(TIME_TO_FINISH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
