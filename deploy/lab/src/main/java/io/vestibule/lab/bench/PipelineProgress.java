package io.vestibule.lab.bench;

import io.vestibule.lab.bench.meter.HeapAllocation;
import io.vestibule.topologies.recognise.RecogniseObserver;
import io.vestibule.topologies.recognise.RecogniseObserver.Recognition;
import io.vestibule.topologies.watch.WatchObserver;
import io.vestibule.topologies.watch.WatchObserver.Observation;

/**
 * The progress of the pipeline. A frame has passed the pipeline when the watch has analyzed it and all faces that the watch had
 * found by then are recognised. Thread-safe.
 */
final class PipelineProgress implements WatchObserver, RecogniseObserver {

    private final HeapAllocation allocation = new HeapAllocation();
    private long watched;
    private long faces;
    private long recognised;
    private Mark first = Mark.NEVER;
    private Mark last = Mark.NEVER;
    private boolean measuring;

    /** The time at which a number of frames have passed. */
    private static final class Mark {
        static final Mark NEVER = new Mark(Long.MAX_VALUE);

        private final long frames;
        private long faces = Long.MAX_VALUE;
        private long nanos;
        private boolean passed;

        Mark(long frames) {
            this.frames = frames;
        }

        void update(long watched, long found, long recognised) {
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
     * Starts to measure the time from one frame to another.
     *
     * @param lead frames from now until the clock starts
     * @param frames frames from then until it stops
     */
    synchronized void measure(long lead, long frames) {
        first = new Mark(watched + lead);
        last = new Mark(watched + lead + frames);
        measuring = true;
    }

    /**
     * Nanoseconds between the two frames.
     *
     * @throws IllegalStateException if not both have passed
     */
    synchronized long measuredNanos() {
        if (!first.passed || !last.passed) {
            throw new IllegalStateException("the measured frames have not passed the pipeline yet");
        }
        measuring = false;
        return last.nanos - first.nanos;
    }

    @Override
    public void observed(Observation observation) {
        boolean measured;
        synchronized (this) {
            watched++;
            faces += observation.faces();
            updateMarks();
            measured = measuring && first.passed && !last.passed;
        }
        allocation.frameEnded(measured && observation.earlyExit());
    }

    @Override
    public synchronized void recognised(Recognition recognition) {
        recognised++;
        updateMarks();
    }

    private void updateMarks() {
        first.update(watched, faces, recognised);
        last.update(watched, faces, recognised);
    }

    synchronized long watched() {
        return watched;
    }

    /** Faces that the watch has found and that are not recognised yet. */
    synchronized long facesInFlight() {
        return faces - recognised;
    }

    /** Heap that the watch's stream threads allocate for a quiet frame. */
    HeapAllocation allocation() {
        return allocation;
    }
}
