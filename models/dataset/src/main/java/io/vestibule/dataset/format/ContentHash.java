package io.vestibule.dataset.format;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over the values of samples, field by field, independent of the file format. The name of a sample stands for its pixels.
 * Datasets with equal hashes train the same student, even if a different Java runtime compressed their pictures differently.
 */
public final class ContentHash {

    private final MessageDigest digest = Sha256.newDigest();
    private final DataOutputStream out =
            new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));

    /** Adds the next sample. */
    public void add(Sample sample) {
        try {
            write(sample);
        } catch (IOException e) {
            throw new UncheckedIOException("a digest accepts all bytes", e);
        }
    }

    /** The hash of all samples and the version of the centres. Must be called once only. */
    public String finish(@Nullable Centres centres) {
        try {
            string(centres == null ? null : centres.version());
        } catch (IOException e) {
            throw new UncheckedIOException("a digest accepts all bytes", e);
        }
        return Sha256.hex(digest);
    }

    private void write(Sample sample) throws IOException {
        string(sample.name());
        string(sample.label().identity());
        string(sample.label().origin().fileValue());
        optionalFloat(sample.label().score());
        floats(sample.embedding().unit());
        optionalFloat(sample.embedding().norm());
        out.writeInt(sample.similarities().size());
        for (ClassSimilarity similarity : sample.similarities()) {
            string(similarity.identity());
            optionalFloat(similarity.cosine());
        }
        out.writeInt(sample.detections().size());
        for (Detection detection : sample.detections()) {
            BoundingBox box = detection.box();
            floats(box.left(), box.top(), box.right(), box.bottom(), detection.score());
        }
        features(sample.features());
        FaceQuality quality = sample.quality();
        floats(
                quality.size(),
                quality.sharpness(),
                quality.brightness(),
                quality.yaw(),
                quality.pitch(),
                quality.roll());
        source(sample.source());
        string(sample.spectrum().fileValue());
        timestamp(sample.consentExpiresAt());
    }

    private void features(@Nullable TeacherFeatures features) throws IOException {
        out.writeBoolean(features != null);
        if (features != null) {
            string(features.layer());
            out.writeInt(features.shape().size());
            for (int side : features.shape()) {
                out.writeInt(side);
            }
            out.write(features.halves());
        }
    }

    private void source(SampleSource source) throws IOException {
        if (source instanceof SampleSource.Stream stream) {
            string(stream.topic());
            out.writeInt(stream.partition());
            out.writeLong(stream.offset());
            out.writeLong(stream.sequence());
            timestamp(stream.capturedAt());
            string(stream.camera());
            string(stream.track());
        } else if (source instanceof SampleSource.File file) {
            string(file.path());
            string(file.sha256());
        }
    }

    private void string(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private void optionalFloat(@Nullable Float value) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeFloat(value);
        }
    }

    private void floats(float... values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private void timestamp(@Nullable Instant time) throws IOException {
        out.writeLong(time == null ? Long.MIN_VALUE : ParquetFieldWriter.micros(time));
    }
}
