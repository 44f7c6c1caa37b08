package io.vestibule.models.internal;

import io.vestibule.models.Stage;
import io.vestibule.models.StageListener;

/** Measures stages for a listener. Without a listener it reads no clock. */
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

    /**
     * Reports a stage that started at {@code start}.
     *
     * @return the start of the next stage
     */
    long record(Stage stage, int batch, long start) {
        if (!listening) {
            return 0;
        }
        listener.onStage(stage, batch, System.nanoTime() - start);
        return System.nanoTime();
    }
}
