package io.vestibule.training.trainer;

import io.vestibule.training.augmentation.Augmentation;
import io.vestibule.training.data.BatchLoader;
import io.vestibule.training.data.BatchSampler;
import io.vestibule.training.data.IdentityClasses;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.evaluation.ValidationMetrics;
import io.vestibule.training.optimizer.LearningRate;
import io.vestibule.training.recipe.Recipe;
import java.io.IOException;
import java.util.Optional;

/**
 * Repeats training steps to the end of the budget. Every {@code validation.every_steps} steps it writes a checkpoint and
 * validates the averaged student. For one thread.
 */
final class TrainingLoop {

    /** Steps that one progress status averages. */
    private static final int STATUS_STEPS = 5;

    private final Recipe recipe;
    private final TrainingData data;
    private final IdentityClasses classes;
    private final RunFolder folder;
    private final TrainableStudent student;
    private final StudentValidator validator;
    private final TrainingListener listener;
    private final BatchSampler sampler;
    private final TrainingClock clock;
    private final StepAverages averages;
    private final DivergenceDetector divergence = new DivergenceDetector();
    private Optional<ValidationResult> best = Optional.empty();
    private Optional<ValidationResult> last = Optional.empty();

    /** @param secondsBefore seconds that a resumed run has spent on steps before */
    TrainingLoop(
            Recipe recipe,
            TrainingData data,
            IdentityClasses classes,
            RunFolder folder,
            TrainableStudent student,
            StudentValidator validator,
            TrainingListener listener,
            double secondsBefore) {
        this.recipe = recipe;
        this.data = data;
        this.classes = classes;
        this.folder = folder;
        this.student = student;
        this.validator = validator;
        this.listener = listener;
        this.sampler = new BatchSampler(data.training(), recipe.batch(), recipe.perIdentity(), recipe.seed());
        this.clock = new TrainingClock(recipe.budget(), sampler, secondsBefore);
        this.averages = new StepAverages(STATUS_STEPS, sampler.batchSize(), secondsBefore);
    }

    /** @return whether the budget is spent; false if the listener requested a stop */
    boolean run() throws IOException, InterruptedException {
        Augmentation augmentation = new Augmentation(recipe.augmentation(), recipe.seed());
        try (MetricsLog log = MetricsLog.open(folder.metrics(), student.steps());
                BatchLoader batches =
                        new BatchLoader(data.training(), classes.indices(), sampler, augmentation, student.steps())) {
            best = log.best();
            last = log.last().filter(result -> result.step() == student.steps());
            if (last.isEmpty() && isValidationDue()) {
                // A new run, or a run that was killed during this validation.
                saveAndValidate(log);
            }
            while (!isFinished()) {
                step(batches, log);
                if (isValidationDue()) {
                    saveAndValidate(log);
                }
                if (!isFinished() && listener.isStopRequested()) {
                    saveLastCheckpoint();
                    return false;
                }
            }
            return true;
        }
    }

    /** Counters and validation results, after {@link #run} has returned true. */
    Summary summary() {
        return new Summary(
                student.steps(),
                clock.epoch(student.steps()),
                clock.seconds(),
                sampler.batchSize(),
                last.orElseThrow(),
                best.orElseThrow());
    }

    private boolean isFinished() {
        return clock.isBudgetSpent(student.steps());
    }

    private boolean isValidationDue() {
        return isFinished() || student.steps() % recipe.validation().everySteps() == 0;
    }

    private void step(BatchLoader batches, MetricsLog log) throws InterruptedException {
        clock.start();
        double rate = LearningRate.of(recipe.schedule(), student.steps(), clock.spentShare(student.steps()));
        TrainableStudent.StepResult result = student.step(batches.next(), rate);
        clock.stop();
        failIfDiverged(result);
        averages.add(result, clock.seconds());
        if (averages.isComplete()) {
            TrainingListener.Status status = averages.drain(student.steps(), rate, clock);
            log.writeStatus(status, clock.seconds());
            listener.onProgress(status);
        }
    }

    private void failIfDiverged(TrainableStudent.StepResult result) {
        Optional<String> problem = divergence.observe(result.loss(), result.gradientNorm());
        if (problem.isPresent()) {
            throw new DivergenceException("the run diverged after step " + student.steps() + ": " + problem.get()
                    + "; the last good checkpoint is " + folder.lastCheckpoint()
                    + "; try a lower schedule.rate, a longer schedule.warmup_steps or a smaller schedule.clip");
        }
    }

    /** Saves first, because a validation may last longer than the time that a stopping process has. */
    private void saveAndValidate(MetricsLog log) throws IOException {
        saveLastCheckpoint();
        validate(log);
    }

    private void validate(MetricsLog log) throws IOException {
        ValidationMetrics metrics = validator.validate(student.averagedWeights());
        ValidationResult result = new ValidationResult(student.steps(), metrics);
        last = Optional.of(result);
        if (best.isEmpty() || metrics.isBetterThan(best.get().metrics())) {
            best = last;
            if (student.steps() > 0) {
                checkpoint().write(folder.bestCheckpoint());
            }
        }
        log.writeValidation(result);
        listener.onValidation(student.steps(), metrics);
    }

    /** Keeps the older checkpoint while the loss is far above its median. */
    private void saveLastCheckpoint() throws IOException {
        if (divergence.isLossNormal()) {
            checkpoint().write(folder.lastCheckpoint());
        }
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                student.steps(), clock.seconds(), recipe.canonical(), data.fingerprint(), student.state());
    }

    /**
     * What a finished loop has done.
     *
     * @param epochs how often each face was used
     * @param seconds time of the steps, without validation
     * @param batchSize faces per step
     * @param last validation after the last step
     * @param best best validation of the run
     */
    record Summary(
            long steps, double epochs, double seconds, int batchSize, ValidationResult last, ValidationResult best) {}
}
