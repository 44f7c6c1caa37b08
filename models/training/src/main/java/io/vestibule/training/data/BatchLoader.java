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
 * Returns batches without end and prepares the next ones in a background thread. Preparing 64 faces takes about 90 ms, a training
 * step about 500 ms. For one consumer.
 */
public final class BatchLoader implements AutoCloseable {

    /** Batches that are ready or in preparation. One is enough; more bridge a pause of the garbage collector. */
    private static final int AHEAD = 3;

    private final List<TrainingExample> examples;
    private final Map<String, Integer> classes;
    private final BatchSampler sampler;
    private final Augmentation augmentation;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(work -> daemon(new Thread(work, "batch-loader")));
    private final Deque<Future<Batch>> ahead = new ArrayDeque<>();
    private long epoch;
    private int position;
    private List<int[]> batches;

    /**
     * @param classes class of each identity
     * @param done batches that a resumed run has used before
     */
    public BatchLoader(
            List<TrainingExample> examples,
            Map<String, Integer> classes,
            BatchSampler sampler,
            Augmentation augmentation,
            long done) {
        this.examples = examples;
        this.classes = classes;
        this.sampler = sampler;
        this.augmentation = augmentation;
        this.epoch = done / sampler.batchesPerEpoch();
        this.position = (int) (done % sampler.batchesPerEpoch());
        this.batches = sampler.batchesOf(epoch);
    }

    /** Waits for the next batch and returns it. */
    public Batch next() throws InterruptedException {
        while (ahead.size() < AHEAD) {
            ahead.add(submitNext());
        }
        try {
            return ahead.remove().get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException("a batch of training faces cannot be prepared", failure.getCause());
        }
    }

    private Future<Batch> submitNext() {
        if (position == batches.size()) {
            position = 0;
            batches = sampler.batchesOf(++epoch);
        }
        int[] chosen = batches.get(position++);
        long itsEpoch = epoch;
        return worker.submit(() -> batch(chosen, itsEpoch));
    }

    private Batch batch(int[] chosen, long itsEpoch) {
        int dimension = examples.get(chosen[0]).teacherEmbedding().length;
        float[] pixels = new float[chosen.length * FacePixels.FLOATS];
        float[] embeddings = new float[chosen.length * dimension];
        int[] labels = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            TrainingExample example = examples.get(chosen[i]);
            augmentation.write(example.face().get(), itsEpoch, example.name(), pixels, i * FacePixels.FLOATS);
            System.arraycopy(example.teacherEmbedding(), 0, embeddings, i * dimension, dimension);
            labels[i] = example.identity() == null
                    ? LossInput.UNLABELLED
                    : classes.getOrDefault(example.identity(), LossInput.UNLABELLED);
        }
        return new Batch(pixels, embeddings, labels);
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
