package io.vestibule.training.trainer;

import ai.djl.ndarray.NDManager;
import io.vestibule.training.data.IdentityClasses;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.engine.TorchEngine;
import io.vestibule.training.evaluation.VerificationEvaluator;
import io.vestibule.training.network.Weights;
import io.vestibule.training.recipe.Recipe;
import io.vestibule.zoo.PreparedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;

/** Trains a student by a recipe and exports it. Prepares what the {@link TrainingLoop} needs. */
public final class Trainer {

    private final Recipe recipe;
    private final TrainingData data;
    private final RunFolder folder;
    private final TrainingListener listener;
    private final Function<String, PreparedModel> zoo;

    /**
     * @param folder receives checkpoints, metrics and the exported student
     * @param zoo returns a model by its name; used by a student that starts from a teacher, and for a live teacher
     */
    public Trainer(
            Recipe recipe,
            TrainingData data,
            RunFolder folder,
            Function<String, PreparedModel> zoo,
            TrainingListener listener) {
        this.recipe = recipe;
        this.data = data;
        this.folder = folder;
        this.zoo = zoo;
        this.listener = listener;
    }

    /**
     * Trains to the end of the budget, or until the listener requests a stop.
     *
     * @param resume whether to continue the run in the folder
     * @return the result; empty if the run was stopped and can be resumed
     * @throws TrainingException if recipe, data and folder do not fit each other
     * @throws io.vestibule.models.ModelException if the exported file differs from the trained student
     * @throws DivergenceException if the loss diverges
     */
    public Optional<TrainingResult> run(boolean resume) throws IOException, InterruptedException {
        IdentityClasses classes = IdentityClasses.of(data.training(), data.centres());
        RecipeCheck.check(recipe, data, classes);
        folder.open(resume);
        Optional<Checkpoint> checkpoint = resume ? Optional.of(readCheckpoint()) : Optional.empty();
        TorchEngine engine = TorchEngine.start(recipe.threads());
        StudentInitializer initializer = new StudentInitializer(recipe, data, zoo, listener);
        Weights initial = checkpoint.isPresent()
                ? initializer.weightsShapedLike(checkpoint.get())
                : initializer.initialWeights(engine);
        VerificationEvaluator evaluator = new VerificationEvaluator(data.validation());
        try (NDManager manager = engine.newManager();
                TrainableStudent student = student(manager, initializer, initial, classes);
                StudentValidator validator = new StudentValidator(manager, student.averagedWeights(), evaluator)) {
            checkpoint.ifPresent(saved -> student.restore(saved.tensors(), saved.step()));
            Files.writeString(folder.recipe(), recipe.canonical());
            double secondsBefore = checkpoint.map(Checkpoint::seconds).orElse(0.0);
            TrainingLoop loop =
                    new TrainingLoop(recipe, data, classes, folder, student, validator, listener, secondsBefore);
            if (!loop.run()) {
                return Optional.empty();
            }
            StudentExporter exporter = new StudentExporter(recipe, data, folder, initializer.description());
            TrainingLoop.Summary summary = loop.summary();
            return Optional.of(
                    exporter.export(engine, student.averagedWeights(), summary, evaluator.teacherVerification()));
        }
    }

    private Checkpoint readCheckpoint() throws IOException {
        Checkpoint checkpoint = Checkpoint.read(folder.lastCheckpoint());
        if (!checkpoint.recipe().equals(recipe.canonical())) {
            throw new TrainingException(folder.path() + ": the run has another recipe; resume it with its own "
                    + folder.recipe().getFileName());
        }
        if (!checkpoint.data().equals(data.fingerprint())) {
            throw new TrainingException(folder.path()
                    + ": the run has other datasets, or their contents have changed; resume it with the same datasets");
        }
        return checkpoint;
    }

    private TrainableStudent student(
            NDManager manager, StudentInitializer initializer, Weights initial, IdentityClasses classes)
            throws IOException {
        Optional<Weights> liveTeacher = initializer.liveTeacherWeights(initial.architecture());
        NDManager own = manager.newSubManager();
        LossFactory losses = new LossFactory(recipe, classes, own, data.dimension());
        return new TrainableStudent(own, initial, losses.create(), recipe, liveTeacher);
    }
}
