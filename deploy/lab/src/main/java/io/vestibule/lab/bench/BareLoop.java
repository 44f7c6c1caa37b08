package io.vestibule.lab.bench;

import io.vestibule.lab.bench.BenchCameras.Camera;
import io.vestibule.lab.bench.DirectCamera.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The same pictures and the same models without Kafka: loops side by side, each with its share of the cameras, whose
 * pictures it looks at one after the other.
 */
final class BareLoop implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(60);

    private final List<Map<Camera, DirectCamera>> shares = new ArrayList<>();
    private final ExecutorService loops;
    private final BenchCameras fleet;
    private final StageTimes stages;
    private final Map<Depth, Durations> times = new EnumMap<>(Depth.class);
    private final HeapAllocation allocation = new HeapAllocation();

    BareLoop(BenchCameras fleet, int threads, Supplier<DirectCamera> lookouts, StageTimes stages) {
        this.fleet = fleet;
        this.stages = stages;
        for (int i = 0; i < threads; i++) {
            shares.add(new LinkedHashMap<>());
        }
        for (int i = 0; i < fleet.size(); i++) {
            shares.get(i % threads).put(fleet.cameras().get(i), lookouts.get());
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
     * Looks at some pictures of every camera.
     *
     * @param from number of the first
     * @param to number behind the last
     * @param counts whether stages, frames and heap are measured, too
     * @return frames in a second, by the slowest loop
     */
    double play(int from, int to, boolean counts) throws InterruptedException {
        stages.listen(counts);
        long began = System.nanoTime();
        List<Future<Void>> running = new ArrayList<>();
        for (Map<Camera, DirectCamera> share : shares) {
            running.add(loops.submit(loop(share, from, to, counts)));
        }
        for (Future<Void> loop : running) {
            try {
                loop.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failed.getCause());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        stages.listen(false);
        return (to - from) * fleet.size() / seconds;
    }

    private Callable<Void> loop(Map<Camera, DirectCamera> share, int from, int to, boolean counts) {
        return () -> {
            allocation.frameEnded(false);
            for (int number = from; number < to; number++) {
                for (Map.Entry<Camera, DirectCamera> each : share.entrySet()) {
                    byte[] picture = each.getKey().picture(number);
                    long began = System.nanoTime();
                    Depth depth = each.getValue().look(picture, fleet.capturedAt(number));
                    if (counts) {
                        times.get(depth).add(System.nanoTime() - began);
                    }
                    allocation.frameEnded(counts && depth == Depth.QUIET);
                }
            }
            return null;
        };
    }

    /** How long frames of this kind took, from bytes to the last result. */
    Durations times(Depth depth) {
        return times.get(depth);
    }

    /** Heap allocated by the loops' threads for a quiet frame. */
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
