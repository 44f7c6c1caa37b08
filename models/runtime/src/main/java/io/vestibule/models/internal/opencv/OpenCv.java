package io.vestibule.models.internal.opencv;

import org.opencv.core.Core;

/** Loads the native library, once. */
final class OpenCv {

    static {
        nu.pattern.OpenCV.loadLocally();
        // Stream threads are the parallelism; threads inside one frame would only fight with them.
        Core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Does its work by being called: the class loads. */
    static void load() {}
}
