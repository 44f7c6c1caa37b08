/**
 * The model runtime: image bytes to faces and embeddings.
 *
 * <p>{@link io.vestibule.models.Vision} loads all models. An {@link io.vestibule.models.image.EncodedImage} is checked by its header
 * before a pixel is decoded. An {@link io.vestibule.models.image.ImageDecoder} decodes it at the smallest sufficient scale. The stem
 * of the {@link io.vestibule.models.detection.FaceDetector} turns images into {@link
 * io.vestibule.models.detection.FeatureMap feature maps}, and its tail turns those into {@link
 * io.vestibule.models.detection.Detection detections}. A {@link io.vestibule.models.face.FaceAligner} returns the faces aligned, and
 * an {@link io.vestibule.models.embedding.Embedder} turns aligned faces into vectors.
 *
 * <p>Threads: every implementation is safe for concurrent use. Native memory: the receiver of an {@link AutoCloseable} closes it;
 * records hold Java arrays only. Errors: a fault of the input is a {@link io.vestibule.models.image.BadImageException}, and a fault
 * of a model is a {@link io.vestibule.models.ModelException}.
 */
@NullMarked
package io.vestibule.models;

import org.jspecify.annotations.NullMarked;
