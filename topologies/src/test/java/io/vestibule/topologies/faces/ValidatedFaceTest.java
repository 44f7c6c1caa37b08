package io.vestibule.topologies.faces;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.DetectedBox;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.io.CaptureTimes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatedFaceTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void shouldReturnFaceAndQualityWithoutChangingSighting() {
        // Given
        byte[] pixels = new byte[AlignedFace.BYTES];
        pixels[5] = 7;
        ByteBuffer face = ByteBuffer.wrap(pixels);

        // When
        Outcome<ValidatedFace> outcome =
                ValidatedFace.of("north", sighting("north").setFace(face).build(), NOON);

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
            ValidatedFace validated = (ValidatedFace) accepted.value();
            assertThat(validated.aligned().bgr()).isEqualTo(pixels);
            assertThat(validated.quality()).isEqualTo(new FaceQuality(120, 90, 0.5f, 5, -5, 2));
        });
        assertThat(face.remaining()).isEqualTo(AlignedFace.BYTES);
    }

    @Test
    void shouldReportReasonWhenSightingIsUnusable() {
        assertThat(reason("north", null)).isEqualTo(Reason.EMPTY_VALUE);
        assertThat(reason("", sighting(""))).isEqualTo(Reason.BAD_CAMERA);
        assertThat(reason("a b", sighting("a b"))).isEqualTo(Reason.BAD_CAMERA);
        assertThat(reason("south", sighting("north"))).isEqualTo(Reason.BAD_CAMERA);
        assertThat(reason(null, sighting("north"))).isEqualTo(Reason.BAD_CAMERA);
        assertThat(reason("north", sighting("north").setOrigin(origin(Instant.EPOCH))))
                .isEqualTo(Reason.TIME_INVALID);
        assertThat(reason(
                        "north",
                        sighting("north")
                                .setOrigin(origin(NOON.plus(CaptureTimes.MAXIMUM_TOLERANCE)
                                        .plusMillis(1)))))
                .isEqualTo(Reason.TIME_IN_FUTURE);
        assertThat(reason("north", sighting("north").setAlignment("arcface-112")))
                .isEqualTo(Reason.BAD_FACE);
        assertThat(reason("north", sighting("north").setFace(ByteBuffer.allocate(AlignedFace.BYTES - 1))))
                .isEqualTo(Reason.BAD_FACE);
    }

    @Test
    void shouldAcceptFeaturesWhenSizeIsConsistent() {
        // When
        FaceSighting.Builder sighting = sighting("north").setFeatures(features(64, 30, 40, 2 * 64 * 30 * 40));

        // Then
        assertThat(ValidatedFace.of("north", sighting.build(), NOON)).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "64, 30, 40, 153599",
        "64, 30, 40, 153602",
        "64, 30, 40, 0",
        "0, 30, 40, 0",
        "-1, -1, 1, 2",
        "64, -30, -40, 153600",
        "1048576, 1, 1, 2097152", // consistent, but too large
        "65536, 65536, 65536, 0", // a product that would be 0 in 32 bits
        "2147483647, 2147483647, 2147483647, 2"
    })
    void shouldRejectFeaturesWhenSizeIsInconsistentOrTooLarge(int channels, int height, int width, int bytes) {
        // When
        Reason reason = reason("north", sighting("north").setFeatures(features(channels, height, width, bytes)));

        // Then
        assertThat(reason).isEqualTo(Reason.BAD_FEATURES);
    }

    @Test
    void shouldRejectSightingWhenResultWouldExceedTopicLimit() {
        // Given
        String overlong = "x".repeat(257);
        DetectedBox detection = new DetectedBox(new Box(0f, 0f, 1f, 1f), 0.9f);
        Features named = new Features(overlong, 1, 1, 1, ByteBuffer.allocate(2));

        // Then
        assertThat(reason("north", sighting("north").setTrack(overlong))).isEqualTo(Reason.BAD_FACE);
        assertThat(reason("north", sighting("north").setTrack("t\u001b[31m"))).isEqualTo(Reason.BAD_FACE);
        assertThat(reason("north", sighting("north").setTrack("t\u00e9"))).isEqualTo(Reason.BAD_FACE);
        assertThat(reason("north", sighting("north").setPoints(Collections.nCopies(6, new Point(1f, 1f)))))
                .isEqualTo(Reason.BAD_FACE);
        assertThat(reason("north", sighting("north").setDetector(overlong))).isEqualTo(Reason.BAD_FACE);
        assertThat(reason("north", sighting("north").setOrigin(new Origin(overlong, 0, 0L, 1L, 0L, NOON))))
                .isEqualTo(Reason.BAD_FACE);
        assertThat(reason("north", sighting("north").setDetections(Collections.nCopies(1_001, detection))))
                .isEqualTo(Reason.BAD_FACE);
        assertThat(reason("north", sighting("north").setFeatures(named))).isEqualTo(Reason.BAD_FEATURES);
    }

    @Test
    void shouldAcceptLargestSightingWithinTopicLimit() {
        // Given
        String longest = "x".repeat(256);
        DetectedBox detection = new DetectedBox(new Box(0f, 0f, 1f, 1f), 0.9f);

        // When
        FaceSighting largest = sighting("north")
                .setTrack(longest)
                .setDetector(longest)
                .setOrigin(new Origin(longest, 0, 0L, 1L, 0L, NOON))
                .setDetections(Collections.nCopies(1_000, detection))
                .setFeatures(features(512, 16, 32, 512 * 1024))
                .build();

        // Then
        assertThat(ValidatedFace.of("north", largest, NOON)).isInstanceOf(Outcome.Accepted.class);
        assertThat(AvroSerde.of(FaceSighting.class).serializer().serialize("faces", largest))
                .hasSizeLessThan(700_000);
    }

    private static Features features(int channels, int height, int width, int bytes) {
        return new Features("stem@1", channels, height, width, ByteBuffer.allocate(bytes));
    }

    private static Reason reason(String key, FaceSighting.Builder sighting) {
        Outcome<ValidatedFace> outcome = ValidatedFace.of(key, sighting == null ? null : sighting.build(), NOON);
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return ((Outcome.Rejected<ValidatedFace>) outcome).rejection().reason();
    }

    private static FaceSighting.Builder sighting(String camera) {
        return FaceSighting.newBuilder()
                .setCamera(camera)
                .setOrigin(origin(NOON))
                .setSpectrum(Spectrum.VISIBLE)
                .setTrack("t")
                .setBox(new Box(10f, 20f, 130f, 160f))
                .setPoints(List.of())
                .setScore(0.99f)
                .setQuality(new Quality(120f, 90f, 0.5f, 5f, -5f, 2f))
                .setAlignment(AlignedFace.ALIGNMENT)
                .setFace(ByteBuffer.allocate(AlignedFace.BYTES));
    }

    private static Origin origin(Instant capturedAt) {
        return new Origin("intercom.frames.v1", 0, 0L, 1L, 0L, capturedAt);
    }
}
