/**
 * Pixels to values: the public face of the model runtime.
 *
 * <p>A frame comes in as {@link io.vestibule.models.image.EncodedImage}, checked by its header before a pixel is decoded. A
 * {@link io.vestibule.models.image.ImageDecoder} decodes it as small as serves; the front half of the detector (the stem)
 * turns pictures into {@link io.vestibule.models.detection.FeatureMap}s, the rest (the tail) turns those into {@link
 * io.vestibule.models.detection.Detection}s; a {@link io.vestibule.models.face.FaceAligner} decodes the picture large enough for the
 * faces found and returns them aligned; an {@link io.vestibule.models.embedding.Embedder} turns aligned faces into vectors.
 *
 * <p>Threads: every implementation may be used by many threads at once. Native memory: whatever is {@link
 * AutoCloseable} is closed by who received it; records hold Java arrays only. Faults of the input are {@link
 * io.vestibule.models.image.BadImageException}, faults of a model {@link io.vestibule.models.ModelException}.
 */
@NullMarked
package io.vestibule.models;

import org.jspecify.annotations.NullMarked;
