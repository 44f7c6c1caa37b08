package io.vestibule.models.internal.memory;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;

/** Things that are costly to make, kept for the next who needs one. For many threads. */
public final class ObjectPool<T> {

    private final Supplier<T> maker;
    private final Queue<T> idle;

    /** @param kept how many idle things are kept at most; more are dropped, so {@code T} must bear being dropped */
    public ObjectPool(Supplier<T> maker, int kept) {
        this.maker = maker;
        this.idle = new ArrayBlockingQueue<>(kept);
    }

    public T take() {
        T thing = idle.poll();
        return thing != null ? thing : maker.get();
    }

    public void give(T thing) {
        idle.offer(thing);
    }
}
