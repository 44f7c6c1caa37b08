package io.vestibule.training.data;

import io.vestibule.training.augmentation.Augmentation;
import io.vestibule.training.loss.LossInput;
import io.vestibule.training.network.FacePixels;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Gives batch after batch, without end, and prepares the next ones in a thread of its own meanwhile: a batch of 64 takes some 20 ms to prepare, and
 * a step half a second. For one taker.
 */
public final class BatchLoader implements AutoCloseable {

    /** Batches that are ready or under way. One would do; a second one bridges a pause of the collector's. */
    private static final int AHEAD = 3;

    private final List<TrainingExample> exercises;
    private final Map<String, Integer> classes;
    private final BatchSampler order;
    private final Augmentation augmentation;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> daemon(new Thread(work, "feed")));
    private final Deque<Future<Batch>> ahead = new ArrayDeque<>();
    private long epoch;
    private int place;
    private List<int[]> batches;

    /**
     * @param classes number of each identity
     * @param done batches that have been learnt from already
     */
    public BatchLoader(
            List<TrainingExample> exercises,
            Map<String, Integer> classes,
            BatchSampler order,
            Augmentation augmentation,
            long done) {
        this.exercises = exercises;
        this.classes = classes;
        this.order = order;
        this.augmentation = augmentation;
        this.epoch = done / order.batches();
        this.place = (int) (done % order.batches());
        this.batches = order.of(epoch);
    }

    /** The next batch; waits until it is ready. */
    public Batch next() throws InterruptedException {
        while (ahead.size() < AHEAD) {
            ahead.add(order());
        }
        try {
            return ahead.remove().get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException("a batch cannot be prepared", failure.getCause());
        }
    }

    private Future<Batch> order() {
        if (place == batches.size()) {
            place = 0;
            batches = order.of(++epoch);
        }
        int[] chosen = batches.get(place++);
        long now = epoch;
        return worker.submit(() -> batch(chosen, now));
    }

    private Batch batch(int[] chosen, long now) {
        int length = exercises.get(chosen[0]).teacher().length;
        float[] pixels = new float[chosen.length * FacePixels.FLOATS];
        float[] teacher = new float[chosen.length * length];
        int[] labels = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            TrainingExample exercise = exercises.get(chosen[i]);
            augmentation.write(exercise.face().get(), now, exercise.name(), pixels, i * FacePixels.FLOATS);
            System.arraycopy(exercise.teacher(), 0, teacher, i * length, length);
            labels[i] = exercise.identity() == null
                    ? LossInput.UNLABELLED
                    : classes.getOrDefault(exercise.identity(), LossInput.UNLABELLED);
        }
        return new Batch(pixels, teacher, labels);
    }

    private static Thread daemon(Thread thread) {
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
