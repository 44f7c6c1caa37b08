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
import io.vestibule.schemas.Box;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.topologies.faces.ValidatedFace;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps soft labels of the topic to samples. */
public final class SoftLabelMapper {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private SoftLabelMapper() {}

    /**
     * @param picture null for a sample without its face
     * @param expiry the sample must not be used from this time on
     */
    public static Sample sample(SoftLabel label, @Nullable FacePicture picture, Instant expiry) {
        return new Sample(
                label.getFaceHash(),
                picture,
                label(label),
                new Embedding(HalfFloats.decode(label.getEmbedding()), label.getNorm()),
                label.getSimilarities().stream()
                        .map(similarity -> new ClassSimilarity(similarity.getSubject(), similarity.getCosine()))
                        .toList(),
                label.getDetections().stream()
                        .map(found -> new Detection(box(found.getBox()), found.getScore()))
                        .toList(),
                features(label.getFeatures()),
                ValidatedFace.quality(label.getQuality()),
                source(label),
                Spectrum.valueOf(label.getSpectrum().name()),
                expiry);
    }

    /** Whether the fields of a label agree, and its face, if it contains one, matches its hash. */
    static boolean isConsistent(SoftLabel label) {
        if (label.getEmbedding().remaining() != Short.BYTES * label.getDimension()
                || !SHA256.matcher(label.getTeacher()).matches()
                || !isHashOfFace(label)) {
            return false;
        }
        try {
            return Vectors.isUnit(
                    sample(label, null, label.getConsentExpiresAt()).embedding().unit());
        } catch (IllegalArgumentException | ArithmeticException inconsistent) {
            return false;
        }
    }

    private static boolean isHashOfFace(SoftLabel label) {
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

    private static BoundingBox box(Box box) {
        return new BoundingBox(box.getLeft(), box.getTop(), box.getRight(), box.getBottom());
    }

    private static @Nullable TeacherFeatures features(@Nullable Features features) {
        return features == null
                ? null
                : new TeacherFeatures(
                        features.getLayer(),
                        List.of(features.getChannels(), features.getHeight(), features.getWidth()),
                        bytes(features.getValues()));
    }

    private static SampleSource source(SoftLabel label) {
        Origin origin = label.getOrigin();
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
