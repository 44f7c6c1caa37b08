package io.vestibule.dataset.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.dataset.format.JsonFile;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON entry of a sample in a tar file: all values except pixels, embedding and features, named as the Parquet columns. */
final class SampleJson {

    private SampleJson() {}

    static byte[] of(Sample sample) {
        ObjectNode json = JsonFile.MAPPER.createObjectNode();
        json.put("name", sample.name());
        json.put("identity", sample.label().identity());
        json.put("identity_origin", sample.label().origin().fileValue());
        json.put("identity_score", sample.label().score());
        json.put("norm", sample.embedding().norm());
        putSimilarities(json.putArray("similarities"), sample);
        putDetections(json.putArray("detections"), sample);
        TeacherFeatures features = sample.features();
        if (features != null) {
            json.putObject("features").put("layer", features.layer());
        }
        putQuality(json.putObject("quality"), sample.quality());
        json.put("spectrum", sample.spectrum().fileValue());
        putSource(json, sample.source());
        json.put("consent_expires_at", text(sample.consentExpiresAt()));
        try {
            return JsonFile.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write JSON to memory", e);
        }
    }

    private static void putSimilarities(ArrayNode array, Sample sample) {
        for (ClassSimilarity similarity : sample.similarities()) {
            array.addObject().put("identity", similarity.identity()).put("cosine", similarity.cosine());
        }
    }

    private static void putDetections(ArrayNode array, Sample sample) {
        for (Detection detection : sample.detections()) {
            BoundingBox box = detection.box();
            array.addObject()
                    .put("left", box.left())
                    .put("top", box.top())
                    .put("right", box.right())
                    .put("bottom", box.bottom())
                    .put("score", detection.score());
        }
    }

    private static void putQuality(ObjectNode json, FaceQuality quality) {
        json.put("size", quality.size())
                .put("sharpness", quality.sharpness())
                .put("brightness", quality.brightness())
                .put("yaw", quality.yaw())
                .put("pitch", quality.pitch())
                .put("roll", quality.roll());
    }

    private static void putSource(ObjectNode json, SampleSource source) {
        if (source instanceof SampleSource.Stream stream) {
            json.put("camera", stream.camera())
                    .put("track", stream.track())
                    .put("topic", stream.topic())
                    .put("partition", stream.partition())
                    .put("offset", stream.offset())
                    .put("sequence", stream.sequence())
                    .put("captured_at", text(stream.capturedAt()));
        } else if (source instanceof SampleSource.File file) {
            json.put("file", file.path()).put("file_sha256", file.sha256());
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
