package io.vestibule.models;

/** Hears how long each stage took. Called on the thread that did the work, so it has to be quick and safe for many threads. */
@FunctionalInterface
public interface StageListener {

    /** Hears nothing; then no clock is read either. */
    StageListener NONE = (stage, batch, nanos) -> {};

    /** @param batch pictures or faces that the stage worked on in this call */
    void took(Stage stage, int batch, long nanos);
}
