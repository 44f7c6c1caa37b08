package io.vestibule.models.internal;

import io.vestibule.models.Stage;
import io.vestibule.models.StageListener;

/** Takes the time of stages for a listener, and does nothing where nobody listens. */
public final class Stopwatch {

    private final StageListener listener;
    private final boolean listening;

    public Stopwatch(StageListener listener) {
        this.listener = listener;
        this.listening = listener != StageListener.NONE;
    }

    long start() {
        return listening ? System.nanoTime() : 0;
    }

    /** @return the start of the next stage */
    long took(Stage stage, int batch, long start) {
        if (!listening) {
            return 0;
        }
        listener.took(stage, batch, System.nanoTime() - start);
        return System.nanoTime();
    }
}
