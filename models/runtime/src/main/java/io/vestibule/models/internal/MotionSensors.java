package io.vestibule.models.internal;

import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.motion.MotionSensor;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.manifest.ModelCard.Role;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The stems of the prepared models by name, each loaded on first use. */
public final class MotionSensors {

    private final PreparedModels prepared;
    private final Function<PreparedModel, OnnxModel> loader;
    private final BufferPool buffers;
    private final Stopwatch stopwatch;
    private final Map<String, StemSensor> loaded = new HashMap<>();

    /** @param loader loads a network and closes it later */
    public MotionSensors(
            PreparedModels prepared,
            Function<PreparedModel, OnnxModel> loader,
            BufferPool buffers,
            Stopwatch stopwatch) {
        this.prepared = prepared;
        this.loader = loader;
        this.buffers = buffers;
        this.stopwatch = stopwatch;
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (PreparedModel model : prepared.models().values()) {
            if (model.card().role() == Role.STEM) {
                names.add(model.name());
            }
        }
        return Collections.unmodifiableSet(names);
    }

    public synchronized MotionSensor sensor(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException(
                    "there is no motion sensor '" + name + "'; choose one of " + String.join(", ", names()));
        }
        return stem(name);
    }

    /** The sensor of a stem of the zoo; the same instance for the same name. */
    public synchronized StemSensor stem(String name) {
        return loaded.computeIfAbsent(name, key -> {
            PreparedModel model = prepared.model(key);
            return new StemSensor(model.contract(), loader.apply(model), buffers, stopwatch);
        });
    }
}
