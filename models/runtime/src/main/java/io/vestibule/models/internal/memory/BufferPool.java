package io.vestibule.models.internal.memory;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pool of direct buffers in blocks of powers of two. Returned blocks are reused. A few blocks of each size are kept; larger blocks
 * are left to the garbage collector. A buffer contains arbitrary data at first.
 */
public final class BufferPool {

    private static final int SMALLEST = 1 << 12;

    /** Largest common size: a dozen faces as floats, or a large JPEG of a camera. */
    private static final int MAXIMUM_KEPT = 1 << 23;

    private static final int KEPT_PER_SIZE = 8;

    private final Map<Integer, ObjectPool<ByteBuffer>> pools = new ConcurrentHashMap<>();

    /** A buffer of that many bytes. */
    public PooledBuffer take(int bytes) {
        int size = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, bytes - 1)) << 1);
        return new PooledBuffer(pool(size).take(), bytes, this);
    }

    /** A buffer for that many floats. */
    public PooledBuffer takeFloats(int floats) {
        return take(Math.multiplyExact(Float.BYTES, floats));
    }

    void putBack(ByteBuffer block) {
        if (block.capacity() <= MAXIMUM_KEPT) {
            pool(block.capacity()).put(block);
        }
    }

    private ObjectPool<ByteBuffer> pool(int size) {
        return pools.computeIfAbsent(
                size, capacity -> new ObjectPool<>(() -> ByteBuffer.allocateDirect(capacity), KEPT_PER_SIZE));
    }
}
