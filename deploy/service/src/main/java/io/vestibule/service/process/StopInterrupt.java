package io.vestibule.service.process;

import java.time.Duration;

/**
 * Interrupts the current thread some time after a stop. Calls that wait for a broker do not check the stop signal. Must be closed in
 * the thread that created it.
 */
public final class StopInterrupt implements AutoCloseable {
    private final Thread interrupted = Thread.currentThread();
    private final Thread watcher;
    private boolean closed;

    /** @param grace time after the stop in which the thread can end by itself */
    public StopInterrupt(StopSignal stop, Duration grace) {
        this.watcher = new Thread(() -> watch(stop, grace), "stop-interrupt");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch(StopSignal stop, Duration grace) {
        try {
            stop.await();
            Thread.sleep(grace.toMillis());
            interruptUnlessClosed();
        } catch (InterruptedException closing) {
            // The thread has ended by itself.
        }
    }

    private synchronized void interruptUnlessClosed() {
        if (!closed) {
            interrupted.interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        watcher.interrupt();
        // An interruption that came too late concerns nothing that follows.
        Thread.interrupted();
    }
}
