package io.vestibule.lab.bench;

import io.vestibule.topologies.recognise.RecogniseObserver;
import io.vestibule.topologies.watch.WatchObserver;

/**
 * How far the pipeline is. A frame is through when the watch has looked at it and all faces that the watch had found by
 * then are recognised. Thread-safe.
 */
final class PipelineProgress implements WatchObserver, RecogniseObserver {

    private final HeapAllocation allocation = new HeapAllocation();
    private long watched;
    private long faces;
    private long recognised;
    private Mark first = Mark.NEVER;
    private Mark last = Mark.NEVER;
    private boolean counts;

    /** The moment at which so many frames were through. */
    private static final class Mark {
        static final Mark NEVER = new Mark(Long.MAX_VALUE);

        private final long frames;
        private long faces = Long.MAX_VALUE;
        private long nanos;
        private boolean passed;

        Mark(long frames) {
            this.frames = frames;
        }

        void look(long watched, long found, long recognised) {
            if (passed || watched < frames) {
                return;
            }
            if (faces == Long.MAX_VALUE) {
                faces = found;
            }
            if (recognised >= faces) {
                passed = true;
                nanos = System.nanoTime();
            }
        }
    }

    /**
     * From now on, measures how long the pipeline takes from one frame to another.
     *
     * @param lead frames from now until the clock starts
     * @param frames frames from then until it stops
     */
    synchronized void measure(long lead, long frames) {
        first = new Mark(watched + lead);
        last = new Mark(watched + lead + frames);
        counts = true;
    }

    /** Nanoseconds between the two frames; only after both were through. */
    synchronized long measuredNanos() {
        if (!first.passed || !last.passed) {
            throw new IllegalStateException("the pipeline is not through yet");
        }
        counts = false;
        return last.nanos - first.nanos;
    }

    @Override
    public void observed(Observation observation) {
        boolean measuring;
        synchronized (this) {
            watched++;
            faces += observation.faces();
            pass();
            measuring = counts && first.passed && !last.passed;
        }
        allocation.frameEnded(measuring && observation.earlyExit());
    }

    @Override
    public synchronized void recognised(Recognition recognition) {
        recognised++;
        pass();
    }

    private void pass() {
        first.look(watched, faces, recognised);
        last.look(watched, faces, recognised);
    }

    synchronized long watched() {
        return watched;
    }

    /** Faces that the watch has found and that are yet to be recognised. */
    synchronized long facesOnTheirWay() {
        return faces - recognised;
    }

    /** Heap allocated by the watch's stream threads for a quiet frame. */
    HeapAllocation allocation() {
        return allocation;
    }
}
