package io.vestibule.topologies;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An observer that cannot hurt what it observes: what it throws is logged the first time, by its class alone, and goes no
 * further. Otherwise a fault of a report or a metric would set a record aside that nothing is wrong with. An {@link Error}
 * goes through.
 */
public final class GuardedObserver implements InvocationHandler {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

    private final Object observer;
    private final AtomicBoolean failed = new AtomicBoolean();

    private GuardedObserver(Object observer) {
        this.observer = observer;
    }

    /** @param type an interface whose methods give nothing back */
    public static <T> T of(Class<T> type, T observer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new GuardedObserver(observer)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(observer, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            if (failed.compareAndSet(false, true)) {
                LOG.atWarn()
                        .addKeyValue("observer", method.getDeclaringClass().getSimpleName())
                        .addKeyValue("fault", thrown.getCause().getClass().getName())
                        .log("an observer fails; the stream goes on, and this is said once");
            }
            return null;
        }
    }
}
