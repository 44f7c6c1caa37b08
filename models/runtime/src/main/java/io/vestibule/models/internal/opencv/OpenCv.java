package io.vestibule.models.internal.opencv;

import io.vestibule.common.NativeLibraries;
import io.vestibule.models.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.opencv.core.Core;
import org.opencv.core.CvException;

/** Loads the native library once, and converts its exceptions. */
final class OpenCv {

    static {
        loadLibrary();
        // Stream threads provide the parallelism. More threads per frame would only compete with them.
        Core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Loads the library. The static initialiser does the work. */
    static void load() {}

    /** The library's own loader unpacks 63 MB into the temporary folder at each start. It is used on other platforms. */
    private static void loadLibrary() {
        String file = System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
        Optional<Path> unpacked =
                NativeLibraries.unpack("opencv", nu.pattern.OpenCV.class, List.of(resourceFolder() + file));
        if (unpacked.isPresent()) {
            System.load(unpacked.get().resolve(file).toString());
        } else {
            nu.pattern.OpenCV.loadLocally();
        }
    }

    /** The folder in the jar for this platform, or one that the jar does not have. */
    private static String resourceFolder() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.contains("mac") ? "osx" : name.contains("windows") ? "windows" : "linux";
        String architecture =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "ARMv8";
                    default -> "other";
                };
        return "/nu/pattern/opencv/" + system + "/" + architecture + "/";
    }

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
