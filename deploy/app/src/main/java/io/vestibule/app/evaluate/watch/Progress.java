package io.vestibule.app.evaluate.watch;

/** Hears how far the work has got, on any thread. What it throws ends the work. */
@FunctionalInterface
public interface Progress {

    /** So many frames, of a clip with one degradation, have gone through all filters. */
    void seen(String clip, String degradation, int frames, int of);
}
