package io.vestibule.topologies.watch.analysis;

/** Receives the time of each step of an analysis that does not run a model. Must be quick and thread-safe. */
@FunctionalInterface
public interface AnalysisListener {

    /** Ignores all times. */
    AnalysisListener NONE = (step, nanos) -> {};

    /** A step of an analysis. */
    enum Step {
        /** The distances of the frame from the background. */
        COMPARE,
        /** The update of the scene with a frame whose detection was skipped. */
        UPDATE_SKIPPED,
        /** The update of the scene with a detected frame. */
        UPDATE_DETECTED
    }

    void onStep(Step step, long nanos);
}
