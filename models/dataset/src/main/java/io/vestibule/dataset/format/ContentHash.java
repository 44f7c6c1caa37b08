package io.vestibule.dataset.format;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.DatasetDigests;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.TeacherFeatures;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over what samples say, field by field in the order of the record, whatever file they lie in: the name stands for the
 * pixels. Two datasets of one fingerprint teach the same, even where another Java has packed their pictures a byte smaller.
 */
public final class ContentHash {
    private final MessageDigest digest = DatasetDigests.sha256();
    private final DataOutputStream out =
            new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));

    public void add(Sample sample) {
        try {
            text(sample.name());
            text(sample.label().identity());
            text(sample.label().origin().word());
            real(sample.label().score());
            reals(sample.embedding().unit());
            real(sample.embedding().norm());
            out.writeInt(sample.likenesses().size());
            for (ClassSimilarity likeness : sample.likenesses()) {
                text(likeness.identity());
                real(likeness.cosine());
            }
            out.writeInt(sample.detections().size());
            for (var detection : sample.detections()) {
                var box = detection.box();
                reals(box.left(), box.top(), box.right(), box.bottom(), detection.score());
            }
            features(sample.features());
            var quality = sample.quality();
            reals(
                    quality.size(),
                    quality.sharpness(),
                    quality.brightness(),
                    quality.yaw(),
                    quality.pitch(),
                    quality.roll());
            source(sample.source());
            text(sample.spectrum().word());
            moment(sample.consentExpires());
        } catch (IOException e) {
            throw new IllegalStateException("a digest takes every byte", e);
        }
    }

    /** Of all that was added, and of the centres' version. Once only. */
    public String of(@Nullable Centres centres) {
        try {
            text(centres == null ? null : centres.version());
        } catch (IOException e) {
            throw new IllegalStateException("a digest takes every byte", e);
        }
        return DatasetDigests.hex(digest);
    }

    private void features(@Nullable TeacherFeatures features) throws IOException {
        out.writeBoolean(features != null);
        if (features != null) {
            text(features.layer());
            out.writeInt(features.shape().size());
            for (int side : features.shape()) {
                out.writeInt(side);
            }
            out.write(features.halves());
        }
    }

    private void source(SampleSource source) throws IOException {
        if (source instanceof SampleSource.Stream stream) {
            text(stream.topic());
            out.writeInt(stream.partition());
            out.writeLong(stream.offset());
            out.writeLong(stream.sequence());
            moment(stream.capturedAt());
            text(stream.camera());
            text(stream.track());
        } else if (source instanceof SampleSource.File file) {
            text(file.path());
            text(file.sha256());
        }
    }

    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private void real(@Nullable Float value) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeFloat(value);
        }
    }

    private void reals(float... values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private void moment(@Nullable Instant moment) throws IOException {
        out.writeLong(moment == null ? Long.MIN_VALUE : ParquetFieldWriter.micros(moment));
    }
}
