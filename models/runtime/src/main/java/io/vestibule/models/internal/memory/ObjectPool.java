package io.vestibule.models.internal.memory;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;

/** A pool of reusable objects that are expensive to create. Safe for concurrent use. */
public final class ObjectPool<T> {

    private final Supplier<T> factory;
    private final Queue<T> idle;

    /** @param kept maximum number of idle objects; further ones are dropped without being closed */
    public ObjectPool(Supplier<T> factory, int kept) {
        this.factory = factory;
        this.idle = new ArrayBlockingQueue<>(kept);
    }

    /** An idle object, or a new one. */
    public T take() {
        T object = idle.poll();
        return object != null ? object : factory.get();
    }

    /** Returns an object to the pool. */
    public void put(T object) {
        idle.offer(object);
    }
}
