package io.vestibule.service.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Load of this process on all processors, 0 to 1, measured once a second; between, the last figure is told. Thread-safe. */
final class ProcessLoad implements DoubleSupplier {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private volatile Measurement last = new Measurement(0, System.nanoTime());

    private record Measurement(double load, long at) {}

    @Override
    public double getAsDouble() {
        Measurement known = last;
        long now = System.nanoTime();
        if (now - known.at() < INTERVAL_NANOS) {
            return known.load();
        }
        double measured = system.getProcessCpuLoad();
        // Negative or no number: the platform does not say.
        Measurement fresh = new Measurement(measured >= 0 ? measured : 0, now);
        last = fresh;
        return fresh.load();
    }
}
