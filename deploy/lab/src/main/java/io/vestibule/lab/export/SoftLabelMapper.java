package io.vestibule.lab.export;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.Spectrum;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.matching.Vectors;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.topologies.faces.ValidatedFace;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Soft labels of the topic as samples of a dataset. */
public final class SoftLabelMapper {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private SoftLabelMapper() {}

    /** @param expires after this moment the sample may not be used */
    public static Sample of(SoftLabel label, FacePicture picture, Instant expires) {
        return new Sample(
                label.getFaceHash(),
                picture,
                label(label),
                new Embedding(HalfFloats.decode(label.getEmbedding()), label.getNorm()),
                label.getSimilarities().stream()
                        .map(similarity -> new ClassSimilarity(similarity.getSubject(), similarity.getCosine()))
                        .toList(),
                detections(label),
                features(label.getFeatures()),
                ValidatedFace.quality(label.getQuality()),
                source(label),
                Spectrum.valueOf(label.getSpectrum().name()),
                expires);
    }

    /** Whether a label is what a teacher says, and its face, where it holds one, the face that it names. */
    static boolean isSound(SoftLabel label) {
        if (label.getEmbedding().remaining() != Short.BYTES * label.getDimension()
                || !SHA256.matcher(label.getTeacher()).matches()
                || !isItsFace(label)) {
            return false;
        }
        try {
            Sample sample = of(label, new FacePicture(new byte[0]), label.getConsentExpiresAt());
            return Vectors.isUnit(sample.embedding().unit());
        } catch (IllegalArgumentException | ArithmeticException contradiction) {
            return false;
        }
    }

    private static boolean isItsFace(SoftLabel label) {
        ByteBuffer face = label.getFace();
        return face == null || Sha256.hex(face).equals(label.getFaceHash());
    }

    private static Label label(SoftLabel label) {
        return label.getLabel() == null
                ? Label.NONE
                : Label.of(
                        label.getLabel(),
                        Label.Origin.valueOf(label.getLabelOrigin().name()),
                        label.getLabelScore());
    }

    /** In shares of the frame; none where the size of the frame is not told, for then boxes say nothing. */
    private static List<Detection> detections(SoftLabel label) {
        if (label.getFrameWidth() <= 0 || label.getFrameHeight() <= 0) {
            return List.of();
        }
        return label.getDetections().stream()
                .map(found -> new Detection(
                        shares(found.getBox(), label.getFrameWidth(), label.getFrameHeight()), found.getScore()))
                .toList();
    }

    private static BoundingBox shares(io.vestibule.schemas.Box pixels, float width, float height) {
        return new BoundingBox(
                pixels.getLeft() / width,
                pixels.getTop() / height,
                pixels.getRight() / width,
                pixels.getBottom() / height);
    }

    private static @Nullable TeacherFeatures features(io.vestibule.schemas.@Nullable Features features) {
        return features == null
                ? null
                : new TeacherFeatures(
                        features.getLayer(),
                        List.of(features.getChannels(), features.getHeight(), features.getWidth()),
                        bytes(features.getValues()));
    }

    private static SampleSource source(SoftLabel label) {
        var origin = label.getOrigin();
        return new SampleSource.Stream(
                origin.getTopic(),
                origin.getPartition(),
                origin.getOffset(),
                origin.getSequence(),
                origin.getCapturedAt(),
                label.getCamera(),
                label.getTrack());
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
