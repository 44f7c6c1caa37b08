package io.vestibule.models.internal.opencv;

import io.vestibule.models.ModelException;
import java.util.function.Supplier;
import org.opencv.core.Core;
import org.opencv.core.CvException;

/** Loads the native library, once, and keeps its exceptions in this package. */
final class OpenCv {

    static {
        nu.pattern.OpenCV.loadLocally();
        // Stream threads are the parallelism; threads inside one frame would only fight with them.
        Core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Does its work by being called: the class loads. */
    static void load() {}

    /** @throws ModelException where OpenCV throws an exception of its own */
    static <T> T call(String stage, Supplier<T> work) {
        try {
            return work.get();
        } catch (CvException e) {
            throw new ModelException("opencv", stage, e);
        }
    }

    /** @throws ModelException where OpenCV throws an exception of its own */
    static void run(String stage, Runnable work) {
        call(stage, () -> {
            work.run();
            return stage;
        });
    }
}
