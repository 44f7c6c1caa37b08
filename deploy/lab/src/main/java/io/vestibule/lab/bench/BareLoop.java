package io.vestibule.lab.bench;

import io.vestibule.lab.bench.BenchCameras.Camera;
import io.vestibule.lab.bench.DirectCamera.Depth;
import io.vestibule.lab.bench.meter.Durations;
import io.vestibule.lab.bench.meter.HeapAllocation;
import io.vestibule.lab.bench.meter.StageTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The same pictures and models without Kafka: several loops in parallel, each with its share of the cameras. A loop processes the
 * pictures of its cameras in turns.
 */
final class BareLoop implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(60);

    private final List<Map<Camera, DirectCamera>> shares = new ArrayList<>();
    private final ExecutorService loops;
    private final BenchCameras cameras;
    private final StageTimes stages;
    private final Map<Depth, Durations> times = new EnumMap<>(Depth.class);
    private final HeapAllocation allocation = new HeapAllocation();

    BareLoop(BenchCameras cameras, int threads, Supplier<DirectCamera> direct, StageTimes stages) {
        this.cameras = cameras;
        this.stages = stages;
        for (int i = 0; i < threads; i++) {
            shares.add(new LinkedHashMap<>());
        }
        for (int i = 0; i < cameras.size(); i++) {
            shares.get(i % threads).put(cameras.cameras().get(i), direct.get());
        }
        for (Depth depth : Depth.values()) {
            times.put(depth, new Durations());
        }
        loops = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "bench-bare");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Processes some pictures of every camera.
     *
     * @param from number of the first picture
     * @param to number after the last picture
     * @param measured whether stages, frames and heap are measured as well
     * @return frames per second of all loops together, until the slowest has ended
     */
    double play(int from, int to, boolean measured) throws InterruptedException {
        stages.record(measured);
        long started = System.nanoTime();
        List<Future<@Nullable Void>> running = new ArrayList<>();
        for (Map<Camera, DirectCamera> share : shares) {
            running.add(loops.submit(loop(share, from, to, measured)));
        }
        for (Future<@Nullable Void> loop : running) {
            try {
                loop.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failed.getCause());
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        stages.record(false);
        return (to - from) * cameras.size() / seconds;
    }

    private Callable<@Nullable Void> loop(Map<Camera, DirectCamera> share, int from, int to, boolean measured) {
        return () -> {
            allocation.frameEnded(false);
            for (int number = from; number < to; number++) {
                for (Map.Entry<Camera, DirectCamera> each : share.entrySet()) {
                    byte[] picture = each.getKey().picture(number);
                    long started = System.nanoTime();
                    Depth depth = each.getValue().process(picture, cameras.capturedAt(number));
                    if (measured) {
                        times(depth).add(System.nanoTime() - started);
                    }
                    allocation.frameEnded(measured && depth == Depth.QUIET);
                }
            }
            return null;
        };
    }

    /** Times of frames that were processed to this depth, from bytes to the last result. */
    Durations times(Depth depth) {
        return Objects.requireNonNull(times.get(depth));
    }

    /** Heap that the loops' threads allocate for a quiet frame. */
    HeapAllocation allocation() {
        return allocation;
    }

    @Override
    public void close() {
        loops.shutdown();
        try {
            loops.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
