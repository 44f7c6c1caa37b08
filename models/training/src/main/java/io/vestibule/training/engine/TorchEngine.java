package io.vestibule.training.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.vestibule.zoo.Zoo;
import java.util.Map;
import java.util.Optional;

/**
 * The started PyTorch engine. Its library (about 450 MB) is unpacked into the cache folder of the models at the first use.
 *
 * <p>The same seed, machine and number of threads gave identical bits in all tests. Another number of threads, processor or release of
 * the engine changes the order of sums, and so the last digits.
 */
public final class TorchEngine {

    private static final String ENGINE = "PyTorch";
    private static final String LIBRARY = "native/lib/pytorch.properties";

    private final Engine engine;

    private TorchEngine(Engine engine) {
        this.engine = engine;
    }

    /**
     * Starts the engine if it is not yet started.
     *
     * @param threads number of threads of one operation, from 1
     * @throws TorchException if there is no library for this platform, or it cannot be loaded
     */
    public static synchronized TorchEngine start(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
        }
        configure();
        if (!isLibraryPresent()) {
            throw new TorchException(
                    "the class path has no PyTorch library for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch")
                            + "; build Vestibule on this platform, and keep the folder lib beside vestibule.jar");
        }
        try {
            Engine engine = Engine.getEngine(ENGINE);
            JniUtils.setNumThreads(threads);
            return new TorchEngine(engine);
        } catch (EngineException | LinkageError e) {
            throw new TorchException("the PyTorch library cannot be loaded: " + rootMessage(e), e);
        }
    }

    /** A manager of native memory. Closing it frees its arrays. */
    public NDManager newManager() {
        return engine.newBaseManager();
    }

    /** Seeds the engine's random generator. */
    public void seed(int seed) {
        engine.setRandomSeed(seed);
    }

    /** Name and release of the engine. */
    public String version() {
        return ENGINE + " " + engine.getVersion();
    }

    /** Sets properties that the engine reads once, when its classes load. Values of the user have priority. */
    private static void configure() {
        setDefault("OPT_OUT_TRACKING", "true");
        setDefault("ai.djl.offline", "true");
        // The executor that rewrites graphs computes the first steps differently from later ones. A resumed run would
        // then
        // differ from an uninterrupted one.
        setDefault("ai.djl.pytorch.graph_optimizer", "false");
        if (System.getenv("ENGINE_CACHE_DIR") == null && System.getenv("DJL_CACHE_DIR") == null) {
            setDefault(
                    "ENGINE_CACHE_DIR",
                    Zoo.defaultCache(System.getenv()).resolve("engine").toString());
        }
    }

    private static void setDefault(String property, String value) {
        Optional.ofNullable(System.getProperty(property))
                .ifPresentOrElse(set -> {}, () -> System.setProperty(property, value));
    }

    /** Checked before the start, because the engine would otherwise try a download. */
    private static boolean isLibraryPresent() {
        return isLibraryPresent(System.getenv(), TorchEngine.class.getClassLoader());
    }

    static boolean isLibraryPresent(Map<String, String> environment, ClassLoader classPath) {
        return environment.containsKey("PYTORCH_LIBRARY_PATH") || classPath.getResource(LIBRARY) != null;
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
