package io.vestibule.training.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.vestibule.zoo.Zoo;
import java.util.Map;
import java.util.Optional;

/**
 * The engine, started. Its library (some 450 MB) is unpacked into the cache folder of the models when first used.
 *
 * <p>Same seed, same machine, same number of threads: the same numbers, bit for bit, as far as was ever seen. Another
 * number of threads, another processor or another release of the engine adds in another order, and the last digits differ.
 */
public final class TorchEngine {

    private static final String ENGINE = "PyTorch";
    private static final String LIBRARY = "native/lib/pytorch.properties";

    private final Engine engine;

    private TorchEngine(Engine engine) {
        this.engine = engine;
    }

    /**
     * Starts the engine, or finds it started.
     *
     * @param threads that one operation may use, from 1
     * @throws TorchException if there is no library for this kind of machine, or it cannot be loaded
     */
    public static synchronized TorchEngine start(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
        }
        configure();
        if (!present()) {
            throw new TorchException("no PyTorch library for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch")
                    + " is on the class path: build Vestibule on this kind of machine, which puts it into"
                    + " the folder lib beside vestibule.jar, and keep the two together");
        }
        try {
            Engine engine = Engine.getEngine(ENGINE);
            JniUtils.setNumThreads(threads);
            return new TorchEngine(engine);
        } catch (EngineException | LinkageError e) {
            throw new TorchException("the PyTorch library cannot be loaded: " + rootMessage(e), e);
        }
    }

    /** A manager of native memory. What is made in it lives until it is closed. */
    public NDManager newManager() {
        return engine.newBaseManager();
    }

    /** Seeds whatever the engine draws at random. */
    public void seed(int seed) {
        engine.setRandomSeed(seed);
    }

    /** Name and release of the engine, for reports. */
    public String version() {
        return ENGINE + " " + engine.getVersion();
    }

    /** All of these are read once, when the engine's classes load. What a user has set stays. */
    private static void configure() {
        setDefault("OPT_OUT_TRACKING", "true");
        setDefault("ai.djl.offline", "true");
        // The executor that rewrites the graph compiles during the first steps, and computes those in another way than
        // the later ones: a run that is taken up again would differ from one that was never interrupted.
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

    /** Asked beforehand, because the engine would otherwise turn to the network. */
    private static boolean present() {
        return present(System.getenv(), TorchEngine.class.getClassLoader());
    }

    static boolean present(Map<String, String> environment, ClassLoader classPath) {
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
