package io.vestibule.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.training.TrainingFixtures;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.NetworkOutput;
import io.vestibule.training.network.SafetensorsFile;
import io.vestibule.training.network.Weights;
import io.vestibule.training.pruning.MobileFaceNetReader;
import io.vestibule.training.recipe.LiveTeacherRecipe;
import io.vestibule.training.recipe.Recipe;
import io.vestibule.zoo.PreparedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LiveTeacherTest {
    private static final PreparedModel TEACHER = PreparedZoo.models().model("mobilefacenet");

    @TempDir
    Path directory;

    @Test
    void shouldGiveTheEmbeddingsOfTheTeachersFileWhenRun() throws Exception {
        // Given
        List<AlignedFace> faces = TrainingFixtures.faces(2, 5);
        Weights weights = MobileFaceNetReader.read(TEACHER.file());
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network = Network.open(manager, weights);
                LiveTeacher teacher =
                        new LiveTeacher(manager, weights, new LiveTeacherRecipe("mobilefacenet", 1, List.of(4, 14)))) {
            NDArray x = FacePixels.batch(manager, faces);

            // When
            NetworkOutput output = teacher.output(x);

            // Then
            float[] raw = network.forward(x, false).toFloatArray();
            float[] unit = output.embeddings().toFloatArray();
            double length = 0;
            for (int i = 0; i < 512; i++) {
                length += raw[i] * raw[i];
            }
            for (int i = 0; i < 512; i++) {
                assertThat((double) unit[i]).isCloseTo(raw[i] / Math.sqrt(length), within(1e-6));
            }
            assertThat(output.maps()).hasSize(2);
            assertThat(output.maps().get(0).getShape().getShape()).containsExactly(2, 64, 28, 28);
            assertThat(output.maps().get(1).getShape().getShape()).containsExactly(2, 128, 7, 7);
        }
    }

    @Test
    void shouldContinueIdenticallyWhenARunWithHintsIsResumed() throws Exception {
        // Given
        Recipe recipe = recipe("{teacher: mobilefacenet, hints: 1}", "start: {from: mobilefacenet, keep: 0.25}");
        RecordingListener listener = RecordingListener.neverStopping();
        Path uninterrupted = directory.resolve("uninterrupted");
        Path resumed = directory.resolve("resumed");

        // When
        runToTheEnd(trainer(recipe, uninterrupted, listener), false);
        Optional<TrainingResult> stopped =
                trainer(recipe, resumed, RecordingListener.stoppingAfter(3)).run(false);
        runToTheEnd(trainer(recipe, resumed, RecordingListener.neverStopping()), true);

        // Then
        assertThat(stopped).isEmpty();
        assertThat(listener.losses.get(1)).isLessThan(0.9 * listener.losses.get(0));
        assertThat(SafetensorsFile.read(uninterrupted.resolve("last.safetensors"))
                        .tensors()
                        .get("student/blocks.0.expand.bias")
                        .values()
                        .length)
                .as("a block with another share of its channels than the average")
                .isNotEqualTo(32);
        assertThat(SafetensorsFile.read(resumed.resolve("last.safetensors")).tensors())
                .isEqualTo(SafetensorsFile.read(uninterrupted.resolve("last.safetensors"))
                        .tensors());
    }

    @Test
    void shouldRejectALiveTeacherWhenItIsNotTheTeacherOfTheDatasets() {
        // Given
        Recipe recipe = recipe("{teacher: mobilefacenet}", "width: 0.25");
        Trainer trainer = new Trainer(
                recipe,
                TrainingPeople.of(4, 3, "other@000000000000", 512),
                new RunFolder(directory),
                name -> TEACHER,
                RecordingListener.stoppingAfter(1));

        // When
        ThrowingCallable run = () -> trainer.run(false);

        // Then
        assertThatThrownBy(run)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("live.teacher: mobilefacenet@")
                .hasMessageContaining("teacher of the datasets, other@000000000000");
    }

    @Test
    void shouldRejectHintsWhenTheStudentsMapsAreNarrower() {
        // Given
        Recipe recipe = recipe("{teacher: mobilefacenet, hints: 1}", "width: 0.25");
        Trainer trainer = trainer(recipe, directory, RecordingListener.stoppingAfter(1));

        // When
        ThrowingCallable run = () -> trainer.run(false);

        // Then
        assertThatThrownBy(run)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("after block 4 the teacher has 64 channels and the student 16");
    }

    private static Trainer trainer(Recipe recipe, Path folder, TrainingListener progress) {
        return new Trainer(
                recipe,
                TrainingPeople.of(4, 3, TEACHER.contract(), 512),
                new RunFolder(folder),
                name -> TEACHER,
                progress);
    }

    private static Recipe recipe(String live, String student) {
        return Recipe.parse("test", """
                student: {%s}
                losses: [{kind: angle}]
                live: %s
                schedule: {rate: 0.002, warmup_steps: 0, average: 0.5}
                augmentation: {flip: 0.5, jitter: {shift: 2}}
                batch: 4
                budget: {steps: 10}
                validation: {every_steps: 10, faces: 20}
                threads: 1
                """.formatted(student, live));
    }

    private static void runToTheEnd(Trainer trainer, boolean resume) throws Exception {
        assertThat(trainer.run(resume)).as("the run was not stopped").isPresent();
    }
}
