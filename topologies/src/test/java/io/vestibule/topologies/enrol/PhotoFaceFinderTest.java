package io.vestibule.topologies.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.FaceLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhotoFaceFinderTest {

    private static final BoundingBox LARGE = new BoundingBox(0.1f, 0.1f, 0.5f, 0.6f);
    private static final BoundingBox HALF_AS_LARGE = new BoundingBox(0.6f, 0.1f, 0.8f, 0.35f);
    private static final BoundingBox SMALL = new BoundingBox(0.6f, 0.1f, 0.7f, 0.2f);

    private final TestModels models = new TestModels();

    @AfterEach
    void closesAllPicturesAndMaps() {
        assertThat(models.open).hasValue(0);
    }

    @Test
    void shouldReturnFaceWhenPhotographShowsOne() {
        // When
        Outcome<Face> outcome = strict().find(TestPhoto.of(7).bytes());

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
            Face face = (Face) accepted.value();
            assertThat(face.aligned().bgr()[0]).isEqualTo((byte) 7);
            assertThat(face.box()).isEqualTo(new BoundingBox(160, 120, 320, 360));
        });
    }

    @Test
    void shouldRejectPhotographWithoutFace() {
        assertThat(strict().find(TestPhoto.withoutFace().bytes()))
                .isEqualTo(Outcome.rejected(
                        Reason.NO_FACE,
                        "no face found in the photograph; use one that shows the face with some background around it"));
    }

    @Test
    void shouldRejectSmallSecondFaceByDefault() {
        // Given
        TestPhoto photo = TestPhoto.of(7).showing(LARGE, SMALL);

        // Then
        assertThat(strict().find(photo.bytes()))
                .isEqualTo(
                        Outcome.rejected(
                                Reason.SEVERAL_FACES,
                                "2 faces found in the photograph; use one with a single face, or set enrol.dominance to ignore much smaller faces"));
    }

    @Test
    void shouldIgnorePassersByWhenLargestFaceDominates() {
        // Given
        TestPhoto photo = TestPhoto.of(7).showing(SMALL, LARGE, HALF_AS_LARGE);

        // When
        Outcome<Face> outcome = dominatedBy(2).find(photo.bytes());

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> assertThat(((Face) accepted.value()).box())
                        .isEqualTo(LARGE.scaled(640, 480)));
    }

    @Test
    void shouldRejectSeveralFacesWhenSecondIsNearlyAsLarge() {
        // Given
        TestPhoto photo = TestPhoto.of(7).showing(LARGE, HALF_AS_LARGE);

        // Then
        assertThat(dominatedBy(2.1f).find(photo.bytes()))
                .isEqualTo(
                        Outcome.rejected(
                                Reason.SEVERAL_FACES,
                                "2 faces found in the photograph; use one with a single face, or set enrol.dominance to ignore much smaller faces"));
    }

    @Test
    void shouldCompareUprightFacesWhenPhotographIsRotated() {
        // Given
        BoundingBox broad =
                new BoundingBox(0.1f, 0.1f, 0.5f, 0.3f); // 192 x 128 of 480 x 640, but would be 256 x 96 of 640 x 480
        BoundingBox tall = new BoundingBox(0.6f, 0.1f, 0.8f, 0.6f); // 96 x 320, but would be 128 x 240
        TestPhoto photo = TestPhoto.of(7).showing(broad, tall).rotated();

        // When
        Outcome<Face> outcome = dominatedBy(1.3f).find(photo.bytes());

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> assertThat(((Face) accepted.value()).box())
                        .isEqualTo(broad.scaled(480, 640)));
    }

    @Test
    void shouldRejectFaceWhenQualityIsTooLow() {
        // Given
        TestPhoto blurred = TestPhoto.of(7).with(new FaceQuality(160, 5, 0.5f, 0, 0, 0));

        // Then
        assertThat(reason(strict().find(blurred.bytes()))).isEqualTo(Reason.FACE_TOO_BLURRED);
    }

    @Test
    void shouldRejectBytesWhenTheyAreNotAnImage() {
        assertThat(reason(strict().find(ByteBuffer.allocate(0)))).isEqualTo(Reason.EMPTY_IMAGE);
        assertThat(reason(strict().find(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(Reason.NOT_AN_IMAGE);
        assertThat(reason(strict().find(TestPhoto.of(7).sized(0, 0).bytes()))).isEqualTo(Reason.ZERO_SIZE);
        assertThat(reason(strict().find(TestPhoto.of(7).sized(20_000, 20_000).bytes())))
                .isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(reason(strict().find(
                                TestPhoto.of(7).sized(TestModels.DAMAGED, 100).bytes())))
                .isEqualTo(Reason.NOT_AN_IMAGE);
    }

    private static Reason reason(Outcome<Face> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        Rejection rejection = ((Outcome.Rejected<Face>) outcome).rejection();
        return rejection.reason();
    }

    private PhotoFaceFinder strict() {
        return dominatedBy(Float.POSITIVE_INFINITY);
    }

    private PhotoFaceFinder dominatedBy(float dominance) {
        EnrolSettings settings = new EnrolSettings(
                1_000_000,
                dominance,
                new FaceLimits(40, 20, 0.1f, 0.9f, 40, 30, 30),
                0.2f,
                1e-3,
                3,
                Duration.ofMinutes(5));
        return new PhotoFaceFinder(models.pipeline(), settings);
    }
}
