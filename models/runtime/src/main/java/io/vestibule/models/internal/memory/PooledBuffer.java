package io.vestibule.models.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A direct buffer from a pool. It must not be used after {@link #close}, which returns it to the pool. */
public final class PooledBuffer implements AutoCloseable {

    private final ByteBuffer block;
    private final int size;
    private final BufferPool pool;
    private boolean closed;

    PooledBuffer(ByteBuffer block, int size, BufferPool pool) {
        this.block = block;
        this.size = size;
        this.pool = pool;
    }

    /** The whole buffer, in native order, position 0. */
    public ByteBuffer bytes() {
        return bytes(0, size);
    }

    /** {@code length} bytes from {@code offset} on, as a separate buffer. */
    public ByteBuffer bytes(int offset, int length) {
        if (closed) {
            throw new IllegalStateException("the buffer was returned to its pool");
        }
        return block.slice(offset, length).order(ByteOrder.nativeOrder());
    }

    /** The whole buffer as floats. */
    public FloatBuffer floats() {
        return bytes().asFloatBuffer();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pool.putBack(block);
        }
    }
}
