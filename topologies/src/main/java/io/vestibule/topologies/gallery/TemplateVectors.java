package io.vestibule.topologies.gallery;

import io.vestibule.schemas.Template;
import java.util.ArrayList;
import java.util.List;

/** Converts embeddings between arrays and the lists of Avro records. */
public final class TemplateVectors {

    private TemplateVectors() {}

    /** The unit embedding of a template. */
    public static float[] unit(Template template) {
        List<Float> values = template.getEmbedding();
        float[] unit = new float[values.size()];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = values.get(i);
        }
        return unit;
    }

    /** The values of an embedding as a list. */
    public static List<Float> list(float[] unit) {
        List<Float> values = new ArrayList<>(unit.length);
        for (float value : unit) {
            values.add(value);
        }
        return values;
    }
}
