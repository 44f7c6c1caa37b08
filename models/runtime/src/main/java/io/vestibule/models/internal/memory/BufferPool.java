package io.vestibule.models.internal.memory;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Direct memory in blocks of powers of two. Blocks that were given back are lent again; a few of each size are kept, and
 * those too large for everyday are left to the garbage collector. Contents are whatever was there before.
 */
public final class BufferPool {

    private static final int SMALLEST = 1 << 12;

    /** Everyday's largest: a dozen faces as floats, a camera's largest JPEG. */
    private static final int LARGEST_KEPT = 1 << 23;

    private static final int KEPT_OF_EACH = 8;

    private final Map<Integer, ObjectPool<ByteBuffer>> pools = new ConcurrentHashMap<>();

    public PooledBuffer take(int bytes) {
        int size = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, bytes - 1)) << 1);
        return new PooledBuffer(pool(size).take(), bytes, this);
    }

    public PooledBuffer takeFloats(int floats) {
        return take(Math.multiplyExact(Float.BYTES, floats));
    }

    void giveBack(ByteBuffer block) {
        if (block.capacity() <= LARGEST_KEPT) {
            pool(block.capacity()).give(block);
        }
    }

    private ObjectPool<ByteBuffer> pool(int size) {
        return pools.computeIfAbsent(
                size, capacity -> new ObjectPool<>(() -> ByteBuffer.allocateDirect(capacity), KEPT_OF_EACH));
    }
}
