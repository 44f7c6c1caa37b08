package io.vestibule.service.publish;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The time at which FFmpeg's running call must return. FFmpeg asks while it waits for a network, for every protocol. Another
 * thread may shorten the time to interrupt the call.
 *
 * <p>JavaCPP has few slots for callbacks, so all streams share one. FFmpeg passes the address of the stream's own deadline to it.
 */
final class NativeDeadline implements AutoCloseable {
    private static final AVIOInterruptCB.Callback_Pointer IS_OVER = new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer deadline) {
            return System.nanoTime() - new LongPointer(deadline).get() > 0 ? 1 : 0;
        }
    };

    private final LongPointer nanos = new LongPointer(1);
    private boolean interrupted;
    private boolean closed;

    NativeDeadline(Duration time) {
        nanos.put(System.nanoTime() + time.toNanos());
    }

    void attachTo(AVFormatContext context) {
        context.interrupt_callback().callback(IS_OVER).opaque(nanos);
    }

    /** Allows the next call this much time, unless the stream was interrupted. */
    synchronized void allow(Duration time) {
        if (!interrupted) {
            nanos.put(System.nanoTime() + time.toNanos());
        }
    }

    /** Allows the release of the stream this much time, also after an interruption: cameras count open sessions. */
    synchronized void allowRelease(Duration time) {
        nanos.put(System.nanoTime() + time.toNanos());
    }

    /** Makes the running call return, and each later one. */
    synchronized void interrupt() {
        interrupted = true;
        if (!closed) {
            nanos.put(System.nanoTime() - 1);
        }
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** Frees the native memory. The stream must be closed before. */
    @Override
    public synchronized void close() {
        closed = true;
        nanos.deallocate();
    }
}
