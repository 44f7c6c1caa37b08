package io.vestibule.dataset.format;

import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.Spectrum;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Maps samples to rows of {@link ParquetColumns#SAMPLES} and back. */
final class SampleRows {

    private SampleRows() {}

    static MessageType columns(FaceLoading faces) {
        if (faces == FaceLoading.WITH) {
            return ParquetColumns.SAMPLES;
        }
        List<Type> fields = ParquetColumns.SAMPLES.getFields().stream()
                .filter(field -> !field.getName().equals(ParquetColumns.FACE))
                .toList();
        return new MessageType(ParquetColumns.SAMPLES.getName(), fields);
    }

    static void write(ParquetFieldWriter row, Sample sample) {
        FacePicture picture = sample.picture();
        row.string("name", sample.name());
        row.bytes(ParquetColumns.FACE, picture == null ? null : picture.png());
        row.string("identity", sample.label().identity());
        row.string("identity_origin", sample.label().origin().fileValue());
        row.float32("identity_score", sample.label().score());
        row.floats("embedding", sample.embedding().unit());
        row.float32("norm", sample.embedding().norm());
        row.groups("similarities", sample.similarities(), (element, similarity) -> {
            element.string("identity", similarity.identity());
            element.float32("cosine", similarity.cosine());
        });
        row.groups("detections", sample.detections(), SampleRows::write);
        TeacherFeatures features = sample.features();
        if (features != null) {
            row.group("features", group -> write(group, features));
        }
        row.group("quality", group -> write(group, sample.quality()));
        row.string("spectrum", sample.spectrum().fileValue());
        write(row, sample.source());
        row.timestamp("consent_expires_at", sample.consentExpiresAt());
    }

    private static void write(ParquetFieldWriter group, Detection detection) {
        group.float32("left", detection.box().left());
        group.float32("top", detection.box().top());
        group.float32("right", detection.box().right());
        group.float32("bottom", detection.box().bottom());
        group.float32("score", detection.score());
    }

    private static void write(ParquetFieldWriter group, TeacherFeatures features) {
        group.string("layer", features.layer());
        group.ints("shape", features.shape());
        group.bytes("values", features.halves());
    }

    private static void write(ParquetFieldWriter group, FaceQuality quality) {
        group.float32("size", quality.size());
        group.float32("sharpness", quality.sharpness());
        group.float32("brightness", quality.brightness());
        group.float32("yaw", quality.yaw());
        group.float32("pitch", quality.pitch());
        group.float32("roll", quality.roll());
    }

    private static void write(ParquetFieldWriter row, SampleSource source) {
        if (source instanceof SampleSource.Stream stream) {
            row.string("camera", stream.camera());
            row.string("track", stream.track());
            row.string("topic", stream.topic());
            row.int32("partition", stream.partition());
            row.int64("offset", stream.offset());
            row.int64("sequence", stream.sequence());
            row.timestamp("captured_at", stream.capturedAt());
        } else if (source instanceof SampleSource.File file) {
            row.string("file", file.path());
            row.string("file_sha256", file.sha256());
        }
    }

    static Sample sample(Group row) {
        return new Sample(
                row.getString("name", 0),
                has(row, ParquetColumns.FACE)
                        ? new FacePicture(row.getBinary(ParquetColumns.FACE, 0).getBytes())
                        : null,
                new Label(
                        has(row, "identity") ? row.getString("identity", 0) : null,
                        Label.Origin.ofFileValue(row.getString("identity_origin", 0)),
                        has(row, "identity_score") ? row.getFloat("identity_score", 0) : null),
                new Embedding(floats(row.getGroup("embedding", 0)), row.getFloat("norm", 0)),
                list(
                        row.getGroup("similarities", 0),
                        element ->
                                new ClassSimilarity(element.getString("identity", 0), element.getFloat("cosine", 0))),
                list(row.getGroup("detections", 0), SampleRows::detection),
                has(row, "features") ? features(row.getGroup("features", 0)) : null,
                quality(row.getGroup("quality", 0)),
                source(row),
                Spectrum.ofFileValue(row.getString("spectrum", 0)),
                has(row, "consent_expires_at") ? instant(row, "consent_expires_at") : null);
    }

    static float[] floats(Group list) {
        float[] values = new float[list.getFieldRepetitionCount(0)];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.getGroup(0, i).getFloat(0, 0);
        }
        return values;
    }

    private static <T> List<T> list(Group list, Function<Group, T> element) {
        List<T> values = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            values.add(element.apply(list.getGroup(0, i).getGroup(0, 0)));
        }
        return values;
    }

    private static Detection detection(Group element) {
        return new Detection(
                new BoundingBox(
                        element.getFloat("left", 0),
                        element.getFloat("top", 0),
                        element.getFloat("right", 0),
                        element.getFloat("bottom", 0)),
                element.getFloat("score", 0));
    }

    private static TeacherFeatures features(Group group) {
        Group shape = group.getGroup("shape", 0);
        List<Integer> sides = new ArrayList<>();
        for (int i = 0; i < shape.getFieldRepetitionCount(0); i++) {
            sides.add(shape.getGroup(0, i).getInteger(0, 0));
        }
        return new TeacherFeatures(
                group.getString("layer", 0), sides, group.getBinary("values", 0).getBytes());
    }

    private static FaceQuality quality(Group group) {
        return new FaceQuality(
                group.getFloat("size", 0),
                group.getFloat("sharpness", 0),
                group.getFloat("brightness", 0),
                group.getFloat("yaw", 0),
                group.getFloat("pitch", 0),
                group.getFloat("roll", 0));
    }

    private static SampleSource source(Group row) {
        if (has(row, "file")) {
            return new SampleSource.File(row.getString("file", 0), row.getString("file_sha256", 0));
        }
        return new SampleSource.Stream(
                row.getString("topic", 0),
                row.getInteger("partition", 0),
                row.getLong("offset", 0),
                row.getLong("sequence", 0),
                instant(row, "captured_at"),
                row.getString("camera", 0),
                row.getString("track", 0));
    }

    private static Instant instant(Group row, String field) {
        return ParquetFieldWriter.instant(row.getLong(field, 0));
    }

    private static boolean has(Group row, String field) {
        return row.getType().containsField(field) && row.getFieldRepetitionCount(field) > 0;
    }
}
