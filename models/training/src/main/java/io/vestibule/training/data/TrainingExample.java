package io.vestibule.training.data;

import io.vestibule.models.face.AlignedFace;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One face, and what is to be learnt of it.
 *
 * @param name that tells it from all others
 * @param face gives the pixels; from any thread
 * @param teacher the teacher's unit embedding; not to be changed
 * @param identity whose face it is; null where nobody knows
 */
public record TrainingExample(
        String name,
        Supplier<AlignedFace> face,
        float[] teacher,
        @Nullable String identity) {}
