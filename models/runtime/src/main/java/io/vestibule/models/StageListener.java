package io.vestibule.models;

/** Receives the time of each stage. It is called on the working thread, so it must be fast and safe for concurrent use. */
@FunctionalInterface
public interface StageListener {

    /** Ignores all times. With this listener no clock is read. */
    StageListener NONE = (stage, batch, nanos) -> {};

    /**
     * Receives the time of one call.
     *
     * @param batch number of images or faces in this call
     * @param nanos duration in nanoseconds
     */
    void onStage(Stage stage, int batch, long nanos);
}
