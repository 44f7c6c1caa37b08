package io.vestibule.lab.bench.meter;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Heap that threads allocate for quiet frames. The thread that has processed a frame reports its end. All that it has allocated
 * since its previous frame counts for this frame. In the pipeline that includes the thread's share of fetching, decoding records,
 * storing and committing. Thread-safe.
 */
public final class HeapAllocation {

    private static final int UNKNOWN = -1;

    private final @Nullable ThreadMXBean threads =
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counting ? counting : null;
    private final ThreadLocal<long[]> last = ThreadLocal.withInitial(() -> new long[] {UNKNOWN});
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** @param counts whether the frame is one of the quiet frames that are measured */
    public void frameEnded(boolean counts) {
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

    /** Mean of all measured frames. Empty if there are none, or if the JVM does not measure allocation. */
    public OptionalDouble bytesPerFrame() {
        return frames.get() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) bytes.get() / frames.get());
    }
}
