package io.vestibule.service.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** CPU load of this process on all processors, 0 to 1, measured at most once per second. Thread-safe. */
final class ProcessLoad implements DoubleSupplier {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private volatile Measurement last = new Measurement(0, System.nanoTime());

    private record Measurement(double load, long at) {}

    @Override
    public double getAsDouble() {
        Measurement previous = last;
        long now = System.nanoTime();
        if (now - previous.at() < INTERVAL_NANOS) {
            return previous.load();
        }
        double measured = system.getProcessCpuLoad();
        // A negative value or NaN means that the platform does not measure the load.
        Measurement current = new Measurement(measured >= 0 ? measured : 0, now);
        last = current;
        return current.load();
    }
}
