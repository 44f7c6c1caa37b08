package io.vestibule.topologies;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy that isolates the stream from exceptions of an observer. Otherwise a fault in a report or metric would turn a valid
 * record into a dead letter. The first exception is logged with its class only, later ones are dropped. An {@link Error} is
 * rethrown.
 */
public final class GuardedObserver implements InvocationHandler {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

    private final Object observer;
    private final AtomicBoolean failed = new AtomicBoolean();

    private GuardedObserver(Object observer) {
        this.observer = observer;
    }

    /**
     * Returns a guarded observer.
     *
     * @param type an interface whose methods return nothing
     */
    public static <T> T of(Class<T> type, T observer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new GuardedObserver(observer)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(observer, arguments);
        } catch (InvocationTargetException thrown) {
            Throwable cause = Objects.requireNonNullElse(thrown.getCause(), thrown);
            if (cause instanceof Error error) {
                throw error;
            }
            if (failed.compareAndSet(false, true)) {
                LOG.atWarn()
                        .addKeyValue("observer", method.getDeclaringClass().getSimpleName())
                        .addKeyValue("fault", cause.getClass().getName())
                        .log("an observer failed; the stream continues, and later failures of it are not logged");
            }
            return null;
        }
    }
}
