package io.vestibule.lab.progress;

/** Receives the progress of a task, on any thread. Its exceptions end the task. */
@FunctionalInterface
public interface ProgressListener {

    /** Ignores all progress. */
    ProgressListener NONE = (step, done, total) -> {};

    /**
     * Called when a step starts, and after each finished unit of a counted step.
     *
     * @param step name of the step; for a counted step the units in the plural, such as "photographs"
     * @param done finished units
     * @param total units of the step; 0 if they are not counted
     */
    void progressed(String step, long done, long total);
}
