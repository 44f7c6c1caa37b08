package io.vestibule.lab.evaluation.watch;

/** Hears how far the work has got, on any thread. What it throws ends the work. */
@FunctionalInterface
public interface WatchEvaluationProgress {

    /**
     * So many frames of a clip are done.
     *
     * @param step what is done to them: the truth is found, or they go through all filters with a degradation
     */
    void seen(String clip, String step, int frames, int of);
}
