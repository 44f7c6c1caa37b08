package io.vestibule.training.data;

import io.vestibule.models.face.AlignedFace;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One face with its targets.
 *
 * @param name unique name
 * @param face returns the pixels; thread-safe
 * @param teacherEmbedding the teacher's unit embedding; not to be changed
 * @param identity of the face; null if it is unknown
 */
public record TrainingExample(
        String name,
        Supplier<AlignedFace> face,
        float[] teacherEmbedding,
        @Nullable String identity) {}
