package io.vestibule.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.recipe.AugmentationRecipe;
import io.vestibule.training.recipe.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    private static final int PLANE = 112 * 112;
    private static final float BLACK = -127 / 128f;
    private static final AlignedFace FACE = face();
    private static final String EVERYTHING = """
            flip: 0.5, jitter: {shift: 4, scale: 0.05, rotation: 5}, brightness: 0.2, contrast: 0.2,
            blur: {share: 0.5, sigma: [0.5, 2]}, noise: {share: 0.5, sigma: [1, 9]}, jpeg: {share: 0.5, quality: [30, 60]},
            small: {share: 0.5, side: [20, 50]}, grey: 0.2, infrared: 0.2""";

    @Test
    void shouldNotChangeAFaceWhenTheRecipeIsEmpty() {
        // Given
        float[] plain = new float[FacePixels.FLOATS];
        FacePixels.write(FACE, plain, 0);

        // When
        float[] augmented = augment(AugmentationRecipe.NONE, 1, 0, "a");

        // Then
        assertThat(augmented).containsExactly(plain);
    }

    @Test
    void shouldMirrorAFaceWhenItIsFlipped() {
        // Given
        float[] mirrored = new float[FacePixels.FLOATS];
        FacePixels.write(FACE.mirrored(), mirrored, 0);

        // When
        float[] augmented = augment(recipe("flip: 1"), 1, 0, "a");

        // Then
        assertThat(augmented).containsExactly(mirrored);
    }

    @Test
    void shouldDependOnSeedEpochAndNameOnlyWhenRunInParallel() {
        // Given
        AugmentationRecipe recipe = recipe(EVERYTHING);
        float[] once = augment(recipe, 1, 2, "a");

        // When
        List<float[]> again = new ArrayList<>();
        IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> augment(recipe, 1, 2, i % 2 == 0 ? "a" : "b" + i))
                .forEachOrdered(again::add);

        // Then
        for (int i = 0; i < again.size(); i += 2) {
            assertThat(again.get(i)).containsExactly(once);
        }
        assertThat(augment(recipe, 2, 2, "a")).isNotEqualTo(once);
        assertThat(augment(recipe, 1, 3, "a")).isNotEqualTo(once);
        assertThat(augment(recipe, 1, 2, "c")).isNotEqualTo(once);
    }

    static Stream<Arguments> each() {
        return Stream.of(
                arguments("jitter: {shift: 4}", 0.01),
                arguments("jitter: {scale: 0.1}", 0.01),
                arguments("jitter: {rotation: 10}", 0.01),
                arguments("brightness: 0.3", 0.01),
                arguments("contrast: 0.3", 0.005),
                arguments("blur: {share: 1, sigma: [1, 2]}", 0.01),
                arguments("noise: {share: 1, sigma: [9, 10]}", 0.04),
                arguments("jpeg: {share: 1, quality: [20, 30]}", 0.003),
                arguments("small: {share: 1, side: [20, 30]}", 0.01),
                arguments("grey: 1", 0.01),
                arguments("infrared: 1", 0.01));
    }

    @ParameterizedTest
    @MethodSource("each")
    void shouldChangeAFaceModeratelyWhenAnAugmentationIsEnabled(String keys, double least) {
        // Given
        float[] plain = augment(AugmentationRecipe.NONE, 1, 0, "a");
        AugmentationRecipe recipe = recipe(keys);

        // When
        List<float[]> changed = IntStream.range(0, 20)
                .mapToObj(epoch -> augment(recipe, 1, epoch, "a"))
                .toList();

        // Then
        assertThat(changed.stream().filter(face -> !Arrays.equals(face, plain)))
                .as("few draws are near 0")
                .hasSizeGreaterThan(15);
        for (float[] face : changed) {
            for (float value : face) {
                assertThat(value).isBetween(BLACK, 1f);
            }
        }
        double mean = changed.stream()
                .mapToDouble(face -> difference(plain, face))
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(least, 0.6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey: 1", "infrared: 1, noise: {share: 1, sigma: [5, 9]}"})
    void shouldRemoveAllColourWhenGreyOrInfrared(String keys) {
        // Given
        AugmentationRecipe recipe = recipe(keys);

        // When
        float[] changed = augment(recipe, 1, 0, "a");

        // Then
        for (int i = 0; i < PLANE; i++) {
            assertThat(changed[i]).isEqualTo(changed[PLANE + i]).isEqualTo(changed[2 * PLANE + i]);
        }
    }

    @Test
    void shouldTakeUncoveredPixelsFromTheMarginWhenShifted() {
        // Given
        // The canvas is white outside of the frame, so that a shift makes one edge white.
        byte[] bgr = new byte[AlignedFace.BYTES];
        for (int row = 0; row < AlignedFace.SIDE; row++) {
            for (int column = 0; column < AlignedFace.SIDE; column++) {
                boolean inside = row >= 16 && row < 128 && column >= 16 && column < 128;
                int at = 3 * (row * AlignedFace.SIDE + column);
                for (int i = at; i < at + 3; i++) {
                    bgr[i] = (byte) (inside ? 0 : 255);
                }
            }
        }
        Augmentation augmentation = new Augmentation(recipe("jitter: {shift: 12}"), 1);
        float[] target = new float[FacePixels.FLOATS];

        // When
        augmentation.write(new AlignedFace(bgr), 0, "a", target, 0);

        // Then
        float left = target[56 * 112];
        float right = target[56 * 112 + 111];
        assertThat(Math.max(left, right)).isCloseTo(1f, within(0.01f));
        assertThat(Math.min(left, right)).isCloseTo(BLACK, within(0.01f));
        assertThat(target[56 * 112 + 56]).isCloseTo(BLACK, within(0.01f));
    }

    @Test
    void shouldWriteFromTheGivenIndexWhenThereIsAnOffset() {
        // Given
        float[] target = new float[2 * FacePixels.FLOATS];

        // When
        new Augmentation(AugmentationRecipe.NONE, 1).write(FACE, 0, "a", target, FacePixels.FLOATS);

        // Then
        assertThat(target[FacePixels.FLOATS - 1]).isZero();
        assertThat(target[FacePixels.FLOATS]).isNotZero();
    }

    private static double difference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    private static float[] augment(AugmentationRecipe recipe, long seed, long epoch, String name) {
        float[] target = new float[FacePixels.FLOATS];
        new Augmentation(recipe, seed).write(FACE, epoch, name, target, 0);
        return target;
    }

    private static AugmentationRecipe recipe(String keys) {
        return Recipe.parse("test", """
                losses: [{kind: angle}]
                schedule: {}
                budget: {steps: 1}
                augmentation: {%s}
                """.formatted(keys)).augmentation();
    }

    /** Waves of colour over the whole canvas, so that every change is visible. */
    private static AlignedFace face() {
        byte[] bgr = new byte[AlignedFace.BYTES];
        for (int row = 0; row < AlignedFace.SIDE; row++) {
            for (int column = 0; column < AlignedFace.SIDE; column++) {
                int at = 3 * (row * AlignedFace.SIDE + column);
                bgr[at] = (byte) (128 + 70 * Math.sin(row / 5.0));
                bgr[at + 1] = (byte) (120 + 80 * Math.sin(column / 7.0 + 1));
                bgr[at + 2] = (byte) (130 + 60 * Math.sin((row + column) / 9.0 + 2));
            }
        }
        return new AlignedFace(bgr);
    }
}
