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
import org.jspecify.annotations.Nullable;

/** Samples and centres as rows of {@link ParquetColumns}. */
public final class SampleRows {
    private SampleRows() {}

    public static MessageType columns(FaceLoading faces) {
        if (faces == FaceLoading.WITH) {
            return ParquetColumns.SAMPLES;
        }
        List<Type> fields = ParquetColumns.SAMPLES.getFields().stream()
                .filter(field -> !field.getName().equals(ParquetColumns.FACE))
                .toList();
        return new MessageType(ParquetColumns.SAMPLES.getName(), fields);
    }

    public static void write(ParquetFieldWriter row, Sample sample) {
        row.text("name", sample.name());
        row.bytes(
                ParquetColumns.FACE,
                sample.picture() == null ? null : sample.picture().png());
        row.text("identity", sample.label().identity());
        row.text("identity_origin", sample.label().origin().word());
        row.real("identity_score", sample.label().score());
        row.reals("embedding", sample.embedding().unit());
        row.real("norm", sample.embedding().norm());
        row.groups("similarities", sample.likenesses(), (element, likeness) -> {
            element.text("identity", likeness.identity());
            element.real("cosine", likeness.cosine());
        });
        row.groups("detections", sample.detections(), (element, detection) -> {
            element.real("left", detection.box().left());
            element.real("top", detection.box().top());
            element.real("right", detection.box().right());
            element.real("bottom", detection.box().bottom());
            element.real("score", detection.score());
        });
        TeacherFeatures features = sample.features();
        if (features != null) {
            row.group("features", group -> {
                group.text("layer", features.layer());
                group.wholes("shape", features.shape());
                group.bytes("values", features.halves());
            });
        }
        FaceQuality quality = sample.quality();
        row.group("quality", group -> {
            group.real("size", quality.size());
            group.real("sharpness", quality.sharpness());
            group.real("brightness", quality.brightness());
            group.real("yaw", quality.yaw());
            group.real("pitch", quality.pitch());
            group.real("roll", quality.roll());
        });
        row.text("spectrum", sample.spectrum().word());
        if (sample.source() instanceof SampleSource.Stream stream) {
            row.text("camera", stream.camera());
            row.text("track", stream.track());
            row.text("topic", stream.topic());
            row.whole("partition", stream.partition());
            row.whole("offset", stream.offset());
            row.whole("sequence", stream.sequence());
            row.moment("captured_at", stream.capturedAt());
        } else if (sample.source() instanceof SampleSource.File file) {
            row.text("file", file.path());
            row.text("file_sha256", file.sha256());
        }
        row.moment("consent_expires_at", sample.consentExpires());
    }

    public static Sample sample(Group row) {
        return new Sample(
                row.getString("name", 0),
                has(row, ParquetColumns.FACE)
                        ? new FacePicture(row.getBinary(ParquetColumns.FACE, 0).getBytes())
                        : null,
                new Label(
                        text(row, "identity"),
                        Label.Origin.of(row.getString("identity_origin", 0)),
                        has(row, "identity_score") ? row.getFloat("identity_score", 0) : null),
                new Embedding(reals(row.getGroup("embedding", 0)), row.getFloat("norm", 0)),
                list(
                        row.getGroup("similarities", 0),
                        element ->
                                new ClassSimilarity(element.getString("identity", 0), element.getFloat("cosine", 0))),
                list(row.getGroup("detections", 0), SampleRows::detection),
                has(row, "features") ? features(row.getGroup("features", 0)) : null,
                quality(row.getGroup("quality", 0)),
                source(row),
                Spectrum.of(row.getString("spectrum", 0)),
                has(row, "consent_expires_at") ? moment(row, "consent_expires_at") : null);
    }

    static float[] reals(Group list) {
        float[] values = new float[list.getFieldRepetitionCount(0)];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.getGroup(0, i).getFloat(0, 0);
        }
        return values;
    }

    private static <T> List<T> list(Group list, Function<Group, T> element) {
        var values = new ArrayList<T>();
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
        var sides = new ArrayList<Integer>();
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
                moment(row, "captured_at"),
                row.getString("camera", 0),
                row.getString("track", 0));
    }

    private static Instant moment(Group row, String field) {
        return ParquetFieldWriter.moment(row.getLong(field, 0));
    }

    private static @Nullable String text(Group row, String field) {
        return has(row, field) ? row.getString(field, 0) : null;
    }

    private static boolean has(Group row, String field) {
        return row.getType().containsField(field) && row.getFieldRepetitionCount(field) > 0;
    }
}
