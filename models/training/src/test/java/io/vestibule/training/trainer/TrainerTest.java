package io.vestibule.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class TrainerTest {
    private static final TrainingData DATA = TrainingPeople.of(6, 4);

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
    void shouldReduceEveryLossWhenTrainingOnASmallDataset(String losses) throws Exception {
        // Given
        RecordingListener listener = RecordingListener.neverStopping();

        // When
        TrainingResult result = trainer(recipe(losses, "{steps: 30}", "adamw"), directory, listener)
                .run(false)
                .orElseThrow();

        // Then
        List<Double> loss = listener.losses;
        assertThat(loss.get(loss.size() - 1)).isLessThan(0.8 * loss.get(0));
        assertThat(result.steps()).isEqualTo(30);
        assertThat(result.exportDifference()).isLessThanOrEqualTo(1e-4);
        assertThat(directory.resolve("student.onnx")).exists();
        assertThat(directory.resolve("result.json")).content().contains("\"steps\" : 30", result.sha256());
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "sgd"})
    void shouldWriteTheSameBytesWhenARunIsStoppedAndResumed(String optimizer) throws Exception {
        // Given
        Recipe recipe =
                recipe("[{kind: angle}, {kind: arcface, weight: 0.1}, {kind: triplet_l2}]", "{steps: 14}", optimizer);
        Path uninterrupted = directory.resolve("uninterrupted");
        Path resumed = directory.resolve("resumed");

        // When
        // One run is uninterrupted, the other is stopped twice.
        runToTheEnd(trainer(recipe, uninterrupted, RecordingListener.neverStopping()), false);
        Optional<TrainingResult> first =
                trainer(recipe, resumed, RecordingListener.stoppingAfter(5)).run(false);
        Optional<TrainingResult> second =
                trainer(recipe, resumed, RecordingListener.stoppingAfter(4)).run(true);
        TrainingResult third = trainer(recipe, resumed, RecordingListener.neverStopping())
                .run(true)
                .orElseThrow();

        // Then
        assertThat(first).isEmpty();
        assertThat(second).isEmpty();
        assertThat(third.steps()).isEqualTo(14);
        assertThat(resumed.resolve("student.onnx")).hasSameBinaryContentAs(uninterrupted.resolve("student.onnx"));
        assertThat(SafetensorsFile.read(resumed.resolve("last.safetensors")).tensors())
                .isEqualTo(SafetensorsFile.read(uninterrupted.resolve("last.safetensors"))
                        .tensors());
        assertThat(steps(resumed)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldValidateTheAverageAndKeepTheBestWhenTraining() throws Exception {
        // Given
        RecordingListener listener = RecordingListener.neverStopping();

        // When
        TrainingResult result = trainer(recipe("[{kind: angle}]", "{epochs: 4.5}", "adamw"), directory, listener)
                .run(false)
                .orElseThrow();

        // Then
        // There are 24 faces in batches of 8.
        assertThat(result.steps()).isEqualTo(14);
        assertThat(listener.validationSteps).containsExactly(0L, 7L, 14L);
        assertThat(result.validation())
                .isEqualTo(listener.validations.get(2))
                .isNotEqualTo(listener.validations.get(0));
        assertThat(result.validation().own().genuine()).isEqualTo(2 * 6);
        assertThat(result.validation().cross().impostor()).isEqualTo(2 * 16);
        assertThat(result.bestStep()).isIn(7L, 14L);
        assertThat(directory.resolve("best.safetensors")).exists();
        assertThat(result.teacher().accuracy()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheLastGoodCheckpointWhenTheLossDiverges() throws Exception {
        // Given
        // The rate makes the values overflow.
        Recipe recipe = Recipe.parse("test", """
                student: {width: 0.125, activation: relu, embedding: 16}
                losses: [{kind: angle}]
                schedule: {optimizer: sgd, rate: 10, warmup_steps: 0, momentum: 0.99, weight_decay: 10, clip: 1000000000}
                batch: 8
                budget: {steps: 400}
                validation: {every_steps: 4, faces: 20}
                threads: 1
                """);

        Trainer trainer = trainer(recipe, directory, RecordingListener.neverStopping());

        // When
        ThrowingCallable run = () -> trainer.run(false);

        // Then
        assertThatThrownBy(run)
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

    @Nested
    class WithAFinishedRun {
        private final Recipe recipe = recipe("[{kind: angle}]", "{steps: 2}", "adamw");

        @BeforeEach
        void train() throws Exception {
            trainer(recipe, directory, RecordingListener.neverStopping()).run(false);
        }

        @Test
        void shouldRejectTheFolderWhenNotResumed() {
            // Given
            Trainer trainer = trainer(recipe, directory, RecordingListener.stoppingAfter(1));

            // When
            ThrowingCallable run = () -> trainer.run(false);

            // Then
            assertThatThrownBy(run)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("already contains a run");
        }

        @Test
        void shouldRejectTheFolderWhenTheRecipeDiffers() {
            // Given
            Recipe other = recipe("[{kind: angle}]", "{steps: 3}", "adamw");
            Trainer trainer = trainer(other, directory, RecordingListener.stoppingAfter(1));

            // When
            ThrowingCallable run = () -> trainer.run(true);

            // Then
            assertThatThrownBy(run).isInstanceOf(TrainingException.class).hasMessageContaining("another recipe");
        }

        @Test
        void shouldRejectTheFolderWhenTheDatasetsDiffer() {
            // Given
            Trainer trainer = new Trainer(
                    recipe,
                    TrainingPeople.of(6, 5),
                    new RunFolder(directory),
                    name -> null,
                    RecordingListener.stoppingAfter(1));

            // When
            ThrowingCallable run = () -> trainer.run(true);

            // Then
            assertThatThrownBy(run).isInstanceOf(TrainingException.class).hasMessageContaining("other datasets");
        }
    }

    @Test
    void shouldRejectResumingWhenTheFolderContainsNoRun() {
        // Given
        Recipe recipe = recipe("[{kind: angle}]", "{steps: 2}", "adamw");
        Trainer trainer = trainer(recipe, directory.resolve("empty"), RecordingListener.stoppingAfter(1));

        // When
        ThrowingCallable run = () -> trainer.run(true);

        // Then
        assertThatThrownBy(run).isInstanceOf(TrainingException.class).hasMessageContaining("contains no run to resume");
    }

    @Test
    void shouldStartAgainWhenARunWasKilledBeforeItsFirstStep() throws Exception {
        // Given
        // Metrics without a checkpoint are nothing to resume.
        Files.writeString(directory.resolve("metrics.jsonl"), "{\"step\":0,\"valid");

        // When
        TrainingResult result = trainer(
                        recipe("[{kind: angle}]", "{steps: 5}", "adamw"), directory, RecordingListener.neverStopping())
                .run(false)
                .orElseThrow();

        // Then
        assertThat(result.steps()).isEqualTo(5);
        assertThat(steps(directory)).containsExactly(5L);
    }

    @Test
    void shouldRejectAFolderWhenItContainsAStudentWithoutALastCheckpoint() throws Exception {
        // Given
        Recipe recipe = recipe("[{kind: angle}]", "{steps: 5}", "adamw");
        runToTheEnd(trainer(recipe, directory, RecordingListener.neverStopping()), false);
        Files.delete(directory.resolve("last.safetensors"));
        Trainer trainer = trainer(recipe, directory, RecordingListener.stoppingAfter(1));

        // When
        ThrowingCallable run = () -> trainer.run(false);

        // Then
        assertThatThrownBy(run)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("already contains a run; name another folder");
    }

    @Test
    void shouldValidateTheSavedStepWhenARunWasKilledDuringItsValidation() throws Exception {
        // Given
        // The run fails in the middle of its validation after step 7.
        Recipe recipe = recipe("[{kind: angle}]", "{steps: 14}", "adamw");
        Path uninterrupted = directory.resolve("uninterrupted");
        Path resumed = directory.resolve("resumed");
        runToTheEnd(trainer(recipe, uninterrupted, RecordingListener.neverStopping()), false);
        AtomicInteger reads = new AtomicInteger();
        TrainingData failing = withValidation(face -> () -> {
            if (reads.incrementAndGet() == DATA.validation().size() + 3) {
                throw new IllegalStateException("killed");
            }
            return face.get();
        });
        Trainer killed =
                new Trainer(recipe, failing, new RunFolder(resumed), name -> null, RecordingListener.neverStopping());
        Throwable kill = catchThrowable(() -> killed.run(false));
        RecordingListener listener = RecordingListener.neverStopping();

        // When
        runToTheEnd(trainer(recipe, resumed, listener), true);

        // Then
        // No step is repeated, and no validation is missing.
        assertThat(kill).hasMessage("killed");
        assertThat(listener.validationSteps).containsExactly(7L, 14L);
        assertThat(validationLines(resumed))
                .isEqualTo(validationLines(uninterrupted))
                .hasSize(3);
        assertThat(resumed.resolve("student.onnx")).hasSameBinaryContentAs(uninterrupted.resolve("student.onnx"));
        assertThat(resumed.resolve("best.safetensors")).exists();
    }

    @Test
    void shouldWriteTheSameStudentWhenAFinishedRunIsResumed() throws Exception {
        // Given
        Recipe recipe = recipe("[{kind: angle}]", "{steps: 2}", "adamw");
        TrainingResult first = trainer(recipe, directory, RecordingListener.neverStopping())
                .run(false)
                .orElseThrow();

        // When
        TrainingResult again = trainer(recipe, directory, RecordingListener.neverStopping())
                .run(true)
                .orElseThrow();

        // Then
        assertThat(again.sha256()).isEqualTo(first.sha256());
        assertThat(again.validation()).isEqualTo(first.validation());
        assertThat(validationLines(directory)).hasSize(2);
    }

    @Test
    void shouldRejectARecipeWhenTheTeacherHasAnotherDimension() {
        // Given
        Recipe recipe = Recipe.parse("test", """
                student: {width: 0.125, embedding: 24}
                losses: [{kind: angle}]
                schedule: {}
                budget: {steps: 1}
                """);

        Trainer trainer = trainer(recipe, directory, RecordingListener.stoppingAfter(1));

        // When
        ThrowingCallable run = () -> trainer.run(false);

        // Then
        assertThatThrownBy(run).isInstanceOf(TrainingException.class).hasMessageContaining("student.embedding is 24");
    }

    private static Trainer trainer(Recipe recipe, Path folder, TrainingListener progress) {
        return new Trainer(recipe, DATA, new RunFolder(folder), name -> null, progress);
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
                DATA.teacher(),
                DATA.teacherId(),
                DATA.contract(),
                DATA.dimension(),
                DATA.contents(),
                DATA.training(),
                DATA.validation().stream()
                        .map(one -> new TrainingExample(
                                one.name(), change.apply(one.face()), one.teacherEmbedding(), one.identity()))
                        .toList(),
                DATA.centres());
    }

    private static List<String> validationLines(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("\"validation\""))
                .toList();
    }

    private static void runToTheEnd(Trainer trainer, boolean resume) throws Exception {
        assertThat(trainer.run(resume)).as("the run was not stopped").isPresent();
    }
}
