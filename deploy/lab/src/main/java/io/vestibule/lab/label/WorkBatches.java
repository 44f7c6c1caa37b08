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

/** Photographs by parcels: looked at by several threads, kept in the journal, and what is there already is not done again. */
final class WorkBatches {

    /** Photographs of a parcel: as much as a kill can cost a thread, about half a second's work. */
    static final int SIZE = 32;

    private final List<Photograph> photographs;
    private final BatchJournal journal;

    WorkBatches(List<Photograph> photographs, BatchJournal journal) {
        this.photographs = photographs;
        this.journal = journal;
    }

    int count() {
        return (photographs.size() + SIZE - 1) / SIZE;
    }

    /** The photographs of a parcel. */
    List<Photograph> photographs(int parcel) {
        return photographs.subList(parcel * SIZE, Math.min(photographs.size(), (parcel + 1) * SIZE));
    }

    /** What came of them, in their order. */
    List<PhotographResult> findings(int parcel) {
        return journal.read(parcel);
    }

    /** Numbers of the parcels that are yet to be looked at. */
    List<Integer> open() {
        return IntStream.range(0, count())
                .filter(parcel -> !journal.has(parcel))
                .boxed()
                .toList();
    }

    /**
     * Looks at what is open.
     *
     * @return false if it was stopped before the end
     */
    boolean examine(
            PhotographAnalyzer examination, List<Integer> open, int threads, StopSignal stop, ProgressLine progress) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Thread> made = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "label");
            made.add(thread);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(workers.submit(() -> {
                    for (int at = next.getAndIncrement();
                            at < open.size() && !stop.isRaised();
                            at = next.getAndIncrement()) {
                        examine(examination, open.get(at), progress);
                        done.incrementAndGet();
                    }
                }));
            }
            for (Future<?> worker : running) {
                await(worker);
            }
        } finally {
            next.set(Integer.MAX_VALUE / 2); // after a failure, the others end after their present parcel
            workers.shutdown();
            awaitEnd(made);
        }
        return done.get() == open.size();
    }

    /** Until no thread is left: models and journal may be closed afterwards. That is a parcel's time. */
    private static void awaitEnd(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException impatient) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void examine(PhotographAnalyzer examination, int parcel, ProgressLine progress) {
        List<Photograph> mine = photographs(parcel);
        List<PhotographResult> findings = new ArrayList<>();
        for (Photograph photograph : mine) {
            findings.add(examination.of(photograph));
            progress.advance(1);
        }
        journal.write(parcel, findings);
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new LabelException("labelling failed: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabelException("interrupted", interrupted);
        }
    }
}
