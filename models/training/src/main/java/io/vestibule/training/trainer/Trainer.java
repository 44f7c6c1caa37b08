package io.vestibule.training.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.augmentation.Augmentation;
import io.vestibule.training.data.BatchLoader;
import io.vestibule.training.data.BatchSampler;
import io.vestibule.training.data.IdentityClasses;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.data.TrainingExample;
import io.vestibule.training.engine.TorchEngine;
import io.vestibule.training.evaluation.ValidationMetrics;
import io.vestibule.training.evaluation.VerificationEvaluator;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.Weights;
import io.vestibule.training.optimizer.LearningRate;
import io.vestibule.training.recipe.Recipe;
import io.vestibule.zoo.PreparedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Teaches a student by a recipe, and writes it down when it is done. */
public final class Trainer {

    /** Steps that a status is the mean of. */
    private static final int STATUS_STEPS = 5;

    /** Faces that are judged at once. */
    private static final int PORTION = 64;

    private final Recipe recipe;
    private final TrainingData material;
    private final RunFolder folder;
    private final TrainingListener progress;
    private final Function<String, PreparedModel> zoo;

    /**
     * @param folder where everything goes
     * @param zoo gives a model by name, for a student that starts from one
     */
    public Trainer(
            Recipe recipe,
            TrainingData material,
            RunFolder folder,
            Function<String, PreparedModel> zoo,
            TrainingListener progress) {
        this.recipe = recipe;
        this.material = material;
        this.folder = folder;
        this.zoo = zoo;
        this.progress = progress;
    }

    /**
     * Runs to the end of the budget, or until the progress wants no more.
     *
     * @param resume whether a run that is in the folder is taken up
     * @return how it came out; nothing where it was stopped, and can be taken up
     * @throws TrainingException if recipe, faces and folder do not fit each other, or the exported file is not what was taught
     * @throws DivergenceException if the numbers run away
     */
    public Optional<TrainingResult> run(boolean resume) throws IOException, InterruptedException {
        IdentityClasses classes = IdentityClasses.of(material.training(), material.centres());
        RecipeCheck.check(recipe, material, classes);
        folder.open(resume);
        Optional<Checkpoint> taken = resume ? Optional.of(taken()) : Optional.empty();
        TorchEngine torch = TorchEngine.start(recipe.threads());
        StudentInitializer beginning = new StudentInitializer(recipe, material, zoo, progress);
        VerificationEvaluator judge = new VerificationEvaluator(material.validation());
        Weights begin = taken.isPresent() ? beginning.shaped(taken.get()) : beginning.fresh(torch);
        try (NDManager manager = torch.newManager();
                TrainableStudent learner = learner(manager, beginning, begin, classes)) {
            taken.ifPresent(checkpoint -> learner.restore(checkpoint.tensors(), checkpoint.step()));
            Files.writeString(folder.recipe(), recipe.canonical());
            Lessons lessons = new Lessons(
                    manager,
                    learner,
                    classes,
                    judge,
                    taken.map(Checkpoint::seconds).orElse(0.0));
            if (!lessons.run()) {
                return Optional.empty();
            }
            StudentExporter graduation = new StudentExporter(recipe, material, folder, beginning.described());
            return Optional.of(graduation.of(torch, learner.average(), lessons.report(judge.teacher())));
        }
    }

    private Checkpoint taken() throws IOException {
        Checkpoint checkpoint = Checkpoint.read(folder.last());
        if (!checkpoint.recipe().equals(recipe.canonical())) {
            throw new TrainingException(folder.path() + " was begun by another recipe, which is its "
                    + folder.recipe().getFileName() + "; a run is taken up with its own");
        }
        if (!checkpoint.material().equals(material.fingerprint())) {
            throw new TrainingException(
                    folder.path() + " was begun with other datasets, or with other contents of them");
        }
        return checkpoint;
    }

    private TrainableStudent learner(
            NDManager manager, StudentInitializer beginning, Weights begin, IdentityClasses classes)
            throws IOException {
        Optional<Weights> live = beginning.live(begin.architecture());
        NDManager own = manager.newSubManager();
        LossFactory curriculum = new LossFactory(recipe, classes, own, material.length());
        return new TrainableStudent(own, begin, curriculum.losses(), recipe, live);
    }

    /** The loop, and what it counts. */
    private final class Lessons {

        private final NDManager manager;
        private final TrainableStudent learner;
        private final IdentityClasses classes;
        private final VerificationEvaluator judge;
        private final DivergenceDetector course = new DivergenceDetector();
        private final TrainingClock pace;
        private final BatchSampler order =
                new BatchSampler(material.training(), recipe.batch(), recipe.perIdentity(), recipe.seed());
        private Optional<ValidationResult> best = Optional.empty();
        private Optional<ValidationResult> last = Optional.empty();

        Lessons(
                NDManager manager,
                TrainableStudent learner,
                IdentityClasses classes,
                VerificationEvaluator judge,
                double seconds) {
            this.manager = manager;
            this.learner = learner;
            this.classes = classes;
            this.judge = judge;
            this.pace = new TrainingClock(recipe.budget(), order, seconds);
        }

        /** Whether the budget was spent to its end. */
        boolean run() throws IOException, InterruptedException {
            Augmentation augmentation = new Augmentation(recipe.augmentation(), recipe.seed());
            try (MetricsLog journal = MetricsLog.open(folder.metrics(), learner.steps());
                    Network judged = Network.open(manager, learner.average());
                    BatchLoader feed = new BatchLoader(
                            material.training(), classes.numbers(), order, augmentation, learner.steps())) {
                best = journal.best();
                last = journal.last().filter(known -> known.step() == learner.steps());
                boolean end = pace.isSpent(learner.steps());
                if (last.isEmpty() && isDue(end)) {
                    saveAndJudge(journal, judged); // begun, or broken off while it was judged
                }
                StepAverages tally = new StepAverages(STATUS_STEPS, order.size(), pace.seconds());
                while (!end) {
                    step(feed, tally, journal);
                    end = pace.isSpent(learner.steps());
                    if (isDue(end)) {
                        saveAndJudge(journal, judged);
                    }
                    if (!end && progress.stopWanted()) {
                        save();
                        return false;
                    }
                }
                return true;
            }
        }

        private boolean isDue(boolean end) {
            return end || learner.steps() % recipe.validation().everySteps() == 0;
        }

        /** In this order: judging takes longer than whoever ends the process may be ready to wait. */
        private void saveAndJudge(MetricsLog journal, Network judged) throws IOException {
            save();
            judge(journal, judged);
        }

        private void step(BatchLoader feed, StepAverages tally, MetricsLog journal) throws InterruptedException {
            pace.go();
            double rate = LearningRate.of(recipe.schedule(), learner.steps(), pace.spent(learner.steps()));
            TrainableStudent.Found found = learner.step(feed.next(), rate);
            pace.stop();
            Optional<String> trouble = course.after(found.loss(), found.gradient());
            if (trouble.isPresent()) {
                throw new DivergenceException(
                        "the run diverged after step " + learner.steps() + ": " + trouble.get()
                                + "; the last good checkpoint is " + folder.last()
                                + ". A lower schedule.rate, a longer schedule.warmup_steps or a smaller schedule.clip may help");
            }
            tally.add(found, pace.seconds());
            if (tally.isFull()) {
                TrainingListener.Status status = tally.status(learner.steps(), rate, pace);
                journal.learnt(status, pace.seconds());
                progress.learnt(status);
            }
        }

        private void judge(MetricsLog journal, Network judged) throws IOException {
            judged.load(learner.average());
            ValidationMetrics marks = judge.of(embeddings(judged));
            last = Optional.of(new ValidationResult(learner.steps(), marks));
            if (best.isEmpty() || marks.betterThan(best.get().marks())) {
                best = last;
                if (learner.steps() > 0) {
                    checkpoint().write(folder.best());
                }
            }
            journal.judged(learner.steps(), marks);
            progress.judged(learner.steps(), marks);
        }

        private float[][] embeddings(Network judged) {
            List<TrainingExample> faces = judge.faces();
            float[][] units = new float[faces.size()][];
            for (int from = 0; from < units.length; from += PORTION) {
                List<AlignedFace> portion = faces.subList(from, Math.min(units.length, from + PORTION)).stream()
                        .map(exercise -> exercise.face().get())
                        .toList();
                try (NDManager step = manager.newSubManager()) {
                    NDArray found = judged.forward(FacePixels.batch(step, portion), false);
                    float[] flat = found.toFloatArray();
                    int length = flat.length / portion.size();
                    for (int i = 0; i < portion.size(); i++) {
                        float[] vector = Arrays.copyOfRange(flat, i * length, (i + 1) * length);
                        units[from + i] = Embedding.ofVector(vector).unit();
                    }
                }
            }
            return units;
        }

        /** Keeps the older checkpoint while the loss is far off. */
        private void save() throws IOException {
            if (course.isUsual()) {
                checkpoint().write(folder.last());
            }
        }

        private Checkpoint checkpoint() {
            return new Checkpoint(
                    learner.steps(), pace.seconds(), recipe.canonical(), material.fingerprint(), learner.state());
        }

        Report report(ValidationMetrics.Verification teacher) {
            return new Report(
                    learner.steps(),
                    (double) learner.steps() / order.batches(),
                    pace.seconds(),
                    order.size(),
                    last.orElseThrow(),
                    best.orElseThrow(),
                    teacher);
        }
    }

    /** What the loop has to tell. */
    record Report(
            long steps,
            double epochs,
            double seconds,
            int batch,
            ValidationResult last,
            ValidationResult best,
            ValidationMetrics.Verification teacher) {}
}
