package io.vestibule.models.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A piece of direct memory on loan. Not to be touched after {@link #close}, which gives it back. */
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

    /** All of it, in native order, position 0. */
    public ByteBuffer bytes() {
        return bytes(0, size);
    }

    /** {@code length} bytes from {@code offset} on, as a buffer of their own. */
    public ByteBuffer bytes(int offset, int length) {
        if (closed) {
            throw new IllegalStateException("this memory was given back");
        }
        return block.slice(offset, length).order(ByteOrder.nativeOrder());
    }

    /** All of it as floats. */
    public FloatBuffer floats() {
        return bytes().asFloatBuffer();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pool.giveBack(block);
        }
    }
}
