package io.vestibule.lab.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Heap that threads allocate for quiet frames. Whoever ends a frame says so on the thread that worked on it; what this
 * thread has allocated since its last frame is this frame's: in the pipeline that is not only the look at the picture, but
 * the thread's share of fetching, decoding the record, storing, committing, too. Thread-safe.
 */
final class HeapAllocation {

    private static final int UNKNOWN = -1;

    private final ThreadMXBean threads =
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counting ? counting : null;
    private final ThreadLocal<long[]> last = ThreadLocal.withInitial(() -> new long[] {UNKNOWN});
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** @param counts whether it is one of the quiet frames that are measured */
    void frameEnded(boolean counts) {
        if (threads == null || !threads.isThreadAllocatedMemorySupported()) {
            return;
        }
        long now = threads.getCurrentThreadAllocatedBytes();
        long[] before = last.get();
        if (counts && before[0] != UNKNOWN) {
            frames.incrementAndGet();
            bytes.addAndGet(now - before[0]);
        }
        before[0] = now;
    }

    /** Mean over all frames that counted; empty where there were none, or where the JVM does not tell. */
    OptionalDouble bytesPerFrame() {
        return frames.get() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) bytes.get() / frames.get());
    }
}
