package io.vestibule.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.data.TrainingExample;
import io.vestibule.training.network.SafetensorsFile;
import io.vestibule.training.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final TrainingData MATERIAL = TrainingPeople.of(6, 4);

    @TempDir
    Path directory;

    static Stream<String> losses() {
        return Stream.of(
                "[{kind: angle}]",
                "[{kind: arcface, scale: 8}]",
                "[{kind: triplet_l2}]",
                "[{kind: triplet_cosine}]",
                "[{kind: margin_softmax, scale: 8, share: 0.1}]",
                "[{kind: margin_distillation, scale: 8}]",
                "[{kind: angle, weight: 2}, {kind: margin_distillation, weight: 0.1, scale: 8}]");
    }

    @ParameterizedTest
    @MethodSource("losses")
    void shouldLearnATinySetThroughEveryLoss(String losses) throws Exception {
        // Given
        RecordingListener heard = new RecordingListener(Long.MAX_VALUE);

        // When
        TrainingResult result = school(recipe(losses, "{steps: 30}", "adamw"), directory, heard)
                .run(false)
                .orElseThrow();

        // Then
        List<Double> loss = heard.losses;
        assertThat(loss.get(loss.size() - 1)).isLessThan(0.8 * loss.get(0));
        assertThat(result.steps()).isEqualTo(30);
        assertThat(result.difference()).isLessThanOrEqualTo(1e-4);
        assertThat(directory.resolve("student.onnx")).exists();
        assertThat(directory.resolve("result.json")).content().contains("\"steps\" : 30", result.sha256());
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "sgd"})
    void shouldGiveTheSameBytesWhenARunIsStoppedAndTakenUp(String optimizer) throws Exception {
        // Given
        Recipe recipe =
                recipe("[{kind: angle}, {kind: arcface, weight: 0.1}, {kind: triplet_l2}]", "{steps: 14}", optimizer);
        Path whole = directory.resolve("whole");
        Path broken = directory.resolve("broken");

        // When: one in a piece, one in three
        school(recipe, whole, new RecordingListener(Long.MAX_VALUE)).run(false).orElseThrow();
        Optional<TrainingResult> first =
                school(recipe, broken, new RecordingListener(5)).run(false);
        Optional<TrainingResult> second =
                school(recipe, broken, new RecordingListener(4)).run(true);
        TrainingResult third = school(recipe, broken, new RecordingListener(Long.MAX_VALUE))
                .run(true)
                .orElseThrow();

        // Then
        assertThat(first).isEmpty();
        assertThat(second).isEmpty();
        assertThat(third.steps()).isEqualTo(14);
        assertThat(broken.resolve("student.onnx")).hasSameBinaryContentAs(whole.resolve("student.onnx"));
        assertThat(SafetensorsFile.read(broken.resolve("last.safetensors")).tensors())
                .isEqualTo(
                        SafetensorsFile.read(whole.resolve("last.safetensors")).tensors());
        assertThat(steps(broken)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldJudgeTheAverageBeforeAndAfterAndKeepTheBest() throws Exception {
        // Given
        RecordingListener heard = new RecordingListener(Long.MAX_VALUE);

        // When
        TrainingResult result = school(recipe("[{kind: angle}]", "{epochs: 4.5}", "adamw"), directory, heard)
                .run(false)
                .orElseThrow();

        // Then: 24 faces in batches of 8
        assertThat(result.steps()).isEqualTo(14);
        assertThat(heard.judged).containsExactly(0L, 7L, 14L);
        assertThat(result.marks()).isEqualTo(heard.marks.get(2)).isNotEqualTo(heard.marks.get(0));
        assertThat(result.marks().own().genuine()).isEqualTo(2 * 6);
        assertThat(result.marks().cross().impostor()).isEqualTo(2 * 16);
        assertThat(result.bestStep()).isIn(7L, 14L);
        assertThat(directory.resolve("best.safetensors")).exists();
        assertThat(result.teacher().accuracy()).isEqualTo(1);
    }

    @Test
    void shouldStopWithTheLastGoodCheckpointWhenTheLossIsNoNumber() throws Exception {
        // Given: a rate at which the numbers overflow
        Recipe recipe = Recipe.parse("test", """
                student: {width: 0.125, activation: relu, embedding: 16}
                losses: [{kind: angle}]
                schedule: {optimizer: sgd, rate: 10, warmup_steps: 0, momentum: 0.99, weight_decay: 10, clip: 1000000000}
                batch: 8
                budget: {steps: 400}
                validation: {every_steps: 4, faces: 20}
                threads: 1
                """);

        // Then
        assertThatThrownBy(() -> school(recipe, directory, new RecordingListener(Long.MAX_VALUE))
                        .run(false))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("the run diverged after step")
                .hasMessageContaining("last.safetensors")
                .hasMessageContaining("schedule.rate");
        Checkpoint good = Checkpoint.read(directory.resolve("last.safetensors"));
        assertThat(good.tensors().values()).allSatisfy(tensor -> {
            for (float value : tensor.values()) {
                assertThat(Float.isFinite(value)).isTrue();
            }
        });
        assertThat(directory.resolve("student.onnx")).doesNotExist();
    }

    @Test
    void shouldRefuseToTakeUpARunWithAnotherRecipeOrOtherFaces() throws Exception {
        // Given
        Recipe recipe = recipe("[{kind: angle}]", "{steps: 2}", "adamw");
        school(recipe, directory, new RecordingListener(Long.MAX_VALUE)).run(false);

        // Then
        assertThatThrownBy(() ->
                        school(recipe, directory, new RecordingListener(1)).run(false))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("holds a run already");
        assertThatThrownBy(() -> school(
                                recipe("[{kind: angle}]", "{steps: 3}", "adamw"), directory, new RecordingListener(1))
                        .run(true))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("another recipe");
        assertThatThrownBy(() -> new Trainer(
                                recipe,
                                TrainingPeople.of(6, 5),
                                new RunFolder(directory),
                                name -> null,
                                new RecordingListener(1))
                        .run(true))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("other datasets");
        assertThatThrownBy(() -> school(recipe, directory.resolve("empty"), new RecordingListener(1))
                        .run(true))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("holds no run");
    }

    @Test
    void shouldBeginAnewWhereARunWasKilledBeforeItsFirstStep() throws Exception {
        // Given: a journal, and no checkpoint; the one cannot be taken up, and is no run either
        Files.writeString(directory.resolve("metrics.jsonl"), "{\"step\":0,\"valid");

        // When
        TrainingResult result = school(
                        recipe("[{kind: angle}]", "{steps: 5}", "adamw"),
                        directory,
                        new RecordingListener(Long.MAX_VALUE))
                .run(false)
                .orElseThrow();

        // Then
        assertThat(result.steps()).isEqualTo(5);
        assertThat(steps(directory)).containsExactly(5L);

        // And: what has been learnt is not overwritten, though it cannot be taken up
        Files.delete(directory.resolve("last.safetensors"));
        assertThatThrownBy(() -> school(
                                recipe("[{kind: angle}]", "{steps: 5}", "adamw"), directory, new RecordingListener(1))
                        .run(false))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("holds a run already: name another folder");
    }

    @Test
    void shouldJudgeWhatWasSavedBeforeARunWasKilledWhileItWasJudged() throws Exception {
        // Given: a run that ends in the middle of its judgement after step 7
        Recipe recipe = recipe("[{kind: angle}]", "{steps: 14}", "adamw");
        Path whole = directory.resolve("whole");
        Path broken = directory.resolve("broken");
        school(recipe, whole, new RecordingListener(Long.MAX_VALUE)).run(false).orElseThrow();
        AtomicInteger looks = new AtomicInteger();
        TrainingData failing = withValidation(face -> () -> {
            if (looks.incrementAndGet() == MATERIAL.validation().size() + 3) {
                throw new IllegalStateException("killed");
            }
            return face.get();
        });
        assertThatThrownBy(() -> new Trainer(
                                recipe,
                                failing,
                                new RunFolder(broken),
                                name -> null,
                                new RecordingListener(Long.MAX_VALUE))
                        .run(false))
                .hasMessage("killed");

        // When
        RecordingListener heard = new RecordingListener(Long.MAX_VALUE);
        school(recipe, broken, heard).run(true).orElseThrow();

        // Then: nothing is learnt twice, and nothing is missing
        assertThat(heard.judged).containsExactly(7L, 14L);
        assertThat(judgements(broken)).isEqualTo(judgements(whole)).hasSize(3);
        assertThat(broken.resolve("student.onnx")).hasSameBinaryContentAs(whole.resolve("student.onnx"));
        assertThat(broken.resolve("best.safetensors")).exists();
    }

    @Test
    void shouldWriteTheSameStudentAgainWhenAFinishedRunIsTakenUp() throws Exception {
        // Given
        Recipe recipe = recipe("[{kind: angle}]", "{steps: 2}", "adamw");
        TrainingResult first = school(recipe, directory, new RecordingListener(Long.MAX_VALUE))
                .run(false)
                .orElseThrow();

        // When
        TrainingResult again = school(recipe, directory, new RecordingListener(Long.MAX_VALUE))
                .run(true)
                .orElseThrow();

        // Then
        assertThat(again.sha256()).isEqualTo(first.sha256());
        assertThat(again.marks()).isEqualTo(first.marks());
        assertThat(judgements(directory)).hasSize(2);
    }

    @Test
    void shouldRefuseATeacherOfAnotherLength() {
        // Given
        Recipe recipe = Recipe.parse("test", """
                student: {width: 0.125, embedding: 24}
                losses: [{kind: angle}]
                schedule: {}
                budget: {steps: 1}
                """);

        // Then
        assertThatThrownBy(() ->
                        school(recipe, directory, new RecordingListener(1)).run(false))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("student.embedding is 24");
    }

    private static Trainer school(Recipe recipe, Path folder, TrainingListener progress) {
        return new Trainer(recipe, MATERIAL, new RunFolder(folder), name -> null, progress);
    }

    private static Recipe recipe(String losses, String budget, String optimizer) {
        return Recipe.parse("test", """
                student: {width: 0.125, activation: prelu, embedding: 16}
                losses: %s
                schedule: {optimizer: %s, rate: 0.004, warmup_steps: 3, average: 0.8}
                augmentation: {flip: 0.5, jitter: {shift: 2}, brightness: 0.05, jpeg: {share: 0.3}, noise: {share: 0.3}}
                batch: 8
                per_identity: 4
                budget: %s
                validation: {every_steps: 7, faces: 20}
                seed: 3
                threads: 1
                """.formatted(losses, optimizer, budget));
    }

    private static List<Long> steps(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("\"loss\""))
                .map(line -> Long.parseLong(line.replaceAll(".*\"step\":(\\d+).*", "$1")))
                .toList();
    }

    private static TrainingData withValidation(UnaryOperator<Supplier<AlignedFace>> change) {
        return new TrainingData(
                MATERIAL.teacher(),
                MATERIAL.teacherId(),
                MATERIAL.contract(),
                MATERIAL.length(),
                MATERIAL.contents(),
                MATERIAL.training(),
                MATERIAL.validation().stream()
                        .map(one -> new TrainingExample(
                                one.name(), change.apply(one.face()), one.teacher(), one.identity()))
                        .toList(),
                MATERIAL.centres());
    }

    private static List<String> judgements(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("\"validation\""))
                .toList();
    }
}
