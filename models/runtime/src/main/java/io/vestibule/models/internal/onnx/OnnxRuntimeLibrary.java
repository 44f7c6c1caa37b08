package io.vestibule.models.internal.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.vestibule.common.NativeLibraries;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Loads ONNX Runtime once. */
final class OnnxRuntimeLibrary {

    /** ONNX Runtime reads this property once. An operator may set it to use another build. */
    private static final String FOLDER_PROPERTY = "onnxruntime.native.path";

    static {
        if (System.getProperty(FOLDER_PROPERTY) == null) {
            NativeLibraries.unpack(
                            "onnxruntime",
                            OrtEnvironment.class,
                            List.of(
                                    resourceFolder() + System.mapLibraryName("onnxruntime"),
                                    resourceFolder() + System.mapLibraryName("onnxruntime4j_jni")))
                    .ifPresent(folder -> System.setProperty(FOLDER_PROPERTY, folder.toString()));
        }
        OrtEnvironment.getEnvironment();
        deleteEmptyFolder();
    }

    private OnnxRuntimeLibrary() {}

    /**
     * ONNX Runtime creates a temporary folder at each start, also if it unpacks nothing, and deletes it at a normal end only.
     * The folder has no public name. It remains if a later version names it differently.
     */
    private static void deleteEmptyFolder() {
        try {
            Field field = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
            field.setAccessible(true);
            if (field.get(null) instanceof Path folder) {
                Files.deleteIfExists(folder);
            }
        } catch (ReflectiveOperationException | IOException renamedOrInUse) {
            // An empty folder remains.
        }
    }

    /** The environment of this process. */
    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment();
    }

    /** The folder in the jar for this platform, or one that the jar does not have. */
    private static String resourceFolder() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.contains("mac") ? "osx" : name.contains("windows") ? "win" : "linux";
        String architecture =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x64";
                    case "aarch64", "arm64" -> "aarch64";
                    default -> "other";
                };
        return "/ai/onnxruntime/native/" + system + "-" + architecture + "/";
    }
}
