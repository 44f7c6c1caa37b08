package io.vestibule.lab.label;

import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.service.process.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Photographs in batches, which several threads analyse. The journal keeps the results, and complete batches are not repeated. */
final class WorkBatches {

    /** Photographs of a batch: what a thread loses when the process is killed, about half a second's work. */
    static final int BATCH_PHOTOGRAPHS = 32;

    private final List<Photograph> photographs;
    private final BatchJournal journal;

    WorkBatches(List<Photograph> photographs, BatchJournal journal) {
        this.photographs = photographs;
        this.journal = journal;
    }

    /** Number of batches. */
    int count() {
        return (photographs.size() + BATCH_PHOTOGRAPHS - 1) / BATCH_PHOTOGRAPHS;
    }

    List<Photograph> photographs(int batch) {
        int from = batch * BATCH_PHOTOGRAPHS;
        return photographs.subList(from, Math.min(photographs.size(), from + BATCH_PHOTOGRAPHS));
    }

    /** The results of a complete batch, in the order of its photographs. */
    List<PhotographResult> results(int batch) {
        return journal.read(batch);
    }

    /** The batches that are not complete. */
    List<Integer> incomplete() {
        return IntStream.range(0, count())
                .filter(batch -> !journal.contains(batch))
                .boxed()
                .toList();
    }

    /**
     * Analyses batches.
     *
     * @return false if it was stopped before the end
     */
    boolean analyze(
            PhotographAnalyzer analyzer, List<Integer> batches, int threads, StopSignal stop, ProgressLine progress) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Thread> started = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "label");
            started.add(thread);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(workers.submit(() -> {
                    for (int at = next.getAndIncrement();
                            at < batches.size() && !stop.isRaised();
                            at = next.getAndIncrement()) {
                        analyze(analyzer, batches.get(at), progress);
                        done.incrementAndGet();
                    }
                }));
            }
            for (Future<?> worker : running) {
                await(worker);
            }
        } finally {
            next.set(Integer.MAX_VALUE / 2); // after a failure, the other threads end after their current batch
            workers.shutdown();
            awaitEnd(started);
        }
        return done.get() == batches.size();
    }

    private void analyze(PhotographAnalyzer analyzer, int batch, ProgressLine progress) {
        List<PhotographResult> results = new ArrayList<>();
        for (Photograph photograph : photographs(batch)) {
            results.add(analyzer.analyze(photograph));
            progress.advance(1);
        }
        journal.write(batch, results);
    }

    /** Waits until all threads have ended, at most the time of a batch. Afterwards, models and journal may be closed. */
    private static void awaitEnd(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException interruption) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new LabelException("labelling failed: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabelException("labelling was interrupted; run the same command again to continue", interrupted);
        }
    }
}
