package io.vestibule.models.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TemplateIndexTest {

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final TemplateIndex templates = new TemplateIndex(2);

    @Test
    void shouldMatchNoSubjectWhenEmpty() {
        assertThat(templates.current().match(at(0), 0)).isEmpty();
        assertThat(templates.current().version()).isEmpty();
    }

    @Test
    void shouldReturnBestAndRunnerUpWhenThereAreSeveralSubjects() {
        // Given
        templates.put("ada", List.of(at(0)), NO_LIMIT);
        templates.put("bob", List.of(at(60)), NO_LIMIT);
        templates.put("cleo", List.of(at(90)), NO_LIMIT);

        // When
        SubjectMatch match = templates.current().match(at(10), 0).orElseThrow();

        // Then
        assertThat(match.best().subject()).isEqualTo("ada");
        assertThat(match.best().score()).isCloseTo(cos(10), within(1e-6f));
        assertThat(match.runnerUp().subject()).isEqualTo("bob");
        assertThat(match.runnerUp().score()).isCloseTo(cos(50), within(1e-6f));
        assertThat(match.margin()).isCloseTo(cos(10) - cos(50), within(1e-6f));
    }

    @Test
    void shouldReturnASubjectOnceWhenItHasSeveralTemplates() {
        // Given
        templates.put("ada", List.of(at(0), at(5), at(12)), NO_LIMIT);
        templates.put("bob", List.of(at(60)), NO_LIMIT);

        // Then
        assertThat(templates.current().nearest(at(10), 0, 5))
                .extracting(ScoredSubject::subject)
                .containsExactly("ada", "bob");
        assertThat(templates.current().match(at(10), 0).orElseThrow().best().score())
                .isCloseTo(cos(2), within(1e-6f));
    }

    @Test
    void shouldReturnTheSimilarityOfOneSubjectWhenAnotherIsNearerOrItsTimeIsOver() {
        // Given
        templates.put("ada", List.of(at(0), at(30)), 7);
        templates.put("bob", List.of(at(60)), NO_LIMIT);

        // Then
        assertThat(templates.current().similarity("ada", at(50)))
                .hasValueSatisfying(cosine -> assertThat(cosine).isCloseTo(cos(20), within(1e-6f)));
        assertThat(templates.current().similarity("cem", at(50))).isEmpty();
    }

    @Test
    void shouldVisitEveryTemplateAsACopy() {
        // Given
        templates.put("ada", List.of(at(0), at(30)), 7);
        templates.put("bob", List.of(at(60)), NO_LIMIT);
        List<String> seen = new ArrayList<>();

        // When
        templates.current().forEach((subject, unit, usableUntil) -> {
            seen.add(subject + " " + Math.round(Math.toDegrees(Math.acos(unit[0]))) + " " + usableUntil);
            unit[0] = 7;
        });

        // Then
        assertThat(seen).containsExactlyInAnyOrder("ada 0 7", "ada 30 7", "bob 60 " + NO_LIMIT);
        assertThat(templates.current().match(at(0), 0).orElseThrow().best().score())
                .isCloseTo(1, within(1e-6f));
    }

    @Test
    void shouldHaveNoRunnerUpAndInfiniteMarginWhenThereIsOneSubject() {
        // Given
        templates.put("ada", List.of(at(0), at(20)), NO_LIMIT);

        // When
        SubjectMatch match = templates.current().match(at(10), 0).orElseThrow();

        // Then
        assertThat(match.runnerUp()).isNull();
        assertThat(match.margin()).isInfinite();
    }

    @Test
    void shouldReplaceTemplatesWhenSubjectIsPutAgain() {
        // Given
        templates.put("ada", List.of(at(0), at(10)), NO_LIMIT);
        templates.put("ada", List.of(at(90)), NO_LIMIT);

        // Then
        assertThat(templates.current().size()).isOne();
        assertThat(templates.current().match(at(0), 0).orElseThrow().best().score())
                .isCloseTo(0, within(1e-6f));
    }

    @Test
    void shouldRemoveSubjectWhenRemovedOrPutWithoutTemplates() {
        // Given
        templates.put("ada", List.of(at(0)), NO_LIMIT);
        templates.put("bob", List.of(at(90)), NO_LIMIT);

        // When
        boolean known = templates.remove("ada");
        templates.put("bob", List.of(), NO_LIMIT);

        // Then
        assertThat(known).isTrue();
        assertThat(templates.remove("ada")).isFalse();
        assertThat(templates.current().size()).isZero();
        assertThat(templates.current().subjects()).isZero();
        assertThat(templates.current().match(at(0), 0)).isEmpty();
    }

    @Test
    void shouldNotMatchSubjectWhenItsTimeIsOver() {
        // Given
        templates.put("ada", List.of(at(0)), 100);
        templates.put("bob", List.of(at(80)), NO_LIMIT);

        // Then
        assertThat(templates.current().match(at(0), 100).orElseThrow().best().subject())
                .isEqualTo("ada");
        assertThat(templates.current().match(at(0), 101).orElseThrow().best().subject())
                .isEqualTo("bob");
    }

    @Test
    void shouldKeepOldSnapshotWhenTemplatesChange() {
        // Given
        templates.put("ada", List.of(at(0)), NO_LIMIT);
        templates.put("bob", List.of(at(90)), NO_LIMIT);
        TemplateSnapshot before = templates.current();

        // When
        templates.remove("ada");
        templates.put("cleo", List.of(at(45)), NO_LIMIT);

        // Then
        assertThat(before.nearest(at(0), 0, 3))
                .extracting(ScoredSubject::subject)
                .containsExactly("ada", "bob");
        assertThat(templates.current().nearest(at(0), 0, 3))
                .extracting(ScoredSubject::subject)
                .containsExactly("cleo", "bob");
    }

    @Test
    void shouldRefuseVectorAndChangeNothingWhenItIsInvalid() {
        // Given
        templates.put("ada", List.of(at(0)), NO_LIMIT);

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> templates.put("ada", List.of(new float[] {1, 0, 0}), NO_LIMIT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> templates.put("ada", List.of(at(0), new float[] {3, 4}), NO_LIMIT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> templates.put("ada", List.of(new float[] {Float.NaN, 1}), NO_LIMIT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> templates.current().match(new float[] {1, 0, 0}, 0));
        assertThat(templates.current().size()).isOne();
    }

    @Test
    void shouldMatchNoSubjectWhenProbeIsNotANumber() {
        // Given
        templates.put("ada", List.of(at(0)), NO_LIMIT);

        // Then
        assertThat(templates.current().match(new float[] {Float.NaN, 0}, 0)).isEmpty();
    }

    @Test
    void shouldHaveSameVersionWhenContentIsSameAfterAnotherHistory() {
        // Given
        templates.put("ada", List.of(at(0)), NO_LIMIT);
        templates.put("bob", List.of(at(90)), NO_LIMIT);
        String version = templates.current().version();
        TemplateIndex other = new TemplateIndex(2);
        other.put("cleo", List.of(at(3)), NO_LIMIT);
        other.put("bob", List.of(at(90)), NO_LIMIT);
        other.put("ada", List.of(at(1)), NO_LIMIT);
        other.remove("cleo");
        String close = other.current().version();

        // When
        other.put("ada", List.of(at(0)), NO_LIMIT);

        // Then
        assertThat(version).matches("[0-9a-f]{64}").isNotEqualTo(close);
        assertThat(other.current().version()).isEqualTo(version);
    }

    @Test
    void shouldEqualPlainSearchWhenManySubjectsAreAddedAndRemoved() {
        // Given
        Random random = new Random(7);
        TemplateIndex many = new TemplateIndex(19); // not a multiple of eight
        Map<String, List<float[]>> expected = new HashMap<>();
        for (int step = 0; step < 9000; step++) {
            String subject = "s" + random.nextInt(3000);
            List<float[]> units = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                units.add(unit(random, 19));
            }
            many.put(subject, units, NO_LIMIT);
            expected.put(subject, units);
        }
        int rows = expected.values().stream().mapToInt(List::size).sum();

        for (int probe = 0; probe < 50; probe++) {
            float[] face = unit(random, 19);

            // When
            List<ScoredSubject> nearest = many.current().nearest(face, 0, 7);

            // Then
            assertThat(many.current().size()).isEqualTo(rows).isGreaterThan(2 * TemplateBlock.ROWS);
            List<ScoredSubject> plain = comparePlainly(expected, face);
            assertThat(nearest)
                    .extracting(ScoredSubject::subject)
                    .containsExactlyElementsOf(plain.subList(0, 7).stream()
                            .map(ScoredSubject::subject)
                            .toList());
            for (int i = 0; i < 7; i++) {
                assertThat(nearest.get(i).score()).isCloseTo(plain.get(i).score(), within(1e-5f));
            }
        }
    }

    @Test
    void shouldNeverShowAPartlyWrittenSubjectWhenReadDuringWrites() throws ExecutionException, InterruptedException {
        // Given
        Random random = new Random(3);
        float[] one = unit(random, 64);
        float[] other = unit(random, 64);
        TemplateIndex shared = new TemplateIndex(64);
        for (int i = 0; i < 300; i++) {
            shared.put("filler" + i, List.of(unit(random, 64)), 0); // over by the time of the probe
        }
        shared.put("ada", List.of(one, one), NO_LIMIT);
        float cross = Vectors.dot(one, 0, other);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int wrong = 0;
            do {
                float score =
                        shared.current().match(one, 1).orElseThrow().best().score();
                boolean whole = Math.abs(score - 1) < 1e-5 || Math.abs(score - cross) < 1e-5;
                wrong += whole ? 0 : 1;
            } while (!done.get());
            return wrong;
        });

        // When
        for (int i = 0; i < 5000; i++) {
            float[] now = i % 2 == 0 ? other : one;
            shared.put("ada", List.of(now, now), NO_LIMIT);
            shared.put("filler" + i % 300, List.of(now), 0);
        }
        done.set(true);

        // Then
        assertThat(reader.get()).isZero();
    }

    private static List<ScoredSubject> comparePlainly(Map<String, List<float[]>> gallery, float[] probe) {
        List<ScoredSubject> all = new ArrayList<>();
        gallery.forEach((subject, units) -> units.stream()
                .map(unit -> Vectors.dot(unit, 0, probe))
                .max(Float::compare)
                .ifPresent(score -> all.add(new ScoredSubject(subject, score))));
        all.sort((a, b) -> Float.compare(b.score(), a.score()));
        return all;
    }

    private static float[] at(double degrees) {
        return new float[] {cos(degrees), (float) Math.sin(Math.toRadians(degrees))};
    }

    private static float cos(double degrees) {
        return (float) Math.cos(Math.toRadians(degrees));
    }

    private static float[] unit(Random random, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Vectors.centre(List.of(values));
    }
}
