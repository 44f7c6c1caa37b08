package io.vestibule.models.internal;

import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.internal.opencv.PixelSensor;
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

/**
 * The motion sensors by name. Stems that are there only for comparison are loaded when somebody asks for them: they cost
 * those who do not nothing.
 */
public final class MotionSensors {

    private static final String PIXEL = "pixel";

    private final PreparedModels prepared;
    private final Function<PreparedModel, OnnxModel> loader;
    private final BufferPool memory;
    private final Stopwatch stopwatch;
    private final Map<String, MotionSensor> ready = new HashMap<>();

    /** @param loader loads a network, and closes it some day */
    public MotionSensors(
            PreparedModels prepared,
            Function<PreparedModel, OnnxModel> loader,
            BufferPool memory,
            Stopwatch stopwatch) {
        this.prepared = prepared;
        this.loader = loader;
        this.memory = memory;
        this.stopwatch = stopwatch;
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        names.add(PIXEL);
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
                    "there is no motion sensor '" + name + "', only " + String.join(", ", names()));
        }
        return name.equals(PIXEL) ? ready.computeIfAbsent(name, key -> new PixelSensor(memory)) : stem(name);
    }

    /** The features of a model of the zoo, always the same sensor for the same name. */
    public synchronized StemSensor stem(String name) {
        return (StemSensor) ready.computeIfAbsent(name, key -> {
            PreparedModel model = prepared.model(key);
            return new StemSensor(model.contract(), loader.apply(model), memory, stopwatch);
        });
    }
}
