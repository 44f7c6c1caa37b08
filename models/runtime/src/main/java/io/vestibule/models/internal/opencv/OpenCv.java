package io.vestibule.models.internal.opencv;

import io.vestibule.models.ModelException;
import java.util.function.Supplier;
import org.opencv.core.Core;
import org.opencv.core.CvException;

/** Loads the native library once, and converts its exceptions. */
final class OpenCv {

    static {
        nu.pattern.OpenCV.loadLocally();
        // Stream threads provide the parallelism. More threads per frame would only compete with them.
        Core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Loads the library. The static initialiser does the work. */
    static void load() {}

    /** @throws ModelException if OpenCV throws an exception */
    static <T> T call(String stage, Supplier<T> work) {
        try {
            return work.get();
        } catch (CvException e) {
            throw new ModelException("opencv", stage, e);
        }
    }

    /** @throws ModelException if OpenCV throws an exception */
    static void run(String stage, Runnable work) {
        call(stage, () -> {
            work.run();
            return stage;
        });
    }
}
