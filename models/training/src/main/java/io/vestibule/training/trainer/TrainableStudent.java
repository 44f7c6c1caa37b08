package io.vestibule.training.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vestibule.training.data.Batch;
import io.vestibule.training.loss.HintLoss;
import io.vestibule.training.loss.LossInput;
import io.vestibule.training.loss.WeightedLosses;
import io.vestibule.training.loss.WeightedLosses.Term;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.NetworkOutput;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import io.vestibule.training.optimizer.GradientClipping;
import io.vestibule.training.optimizer.Optimizer;
import io.vestibule.training.optimizer.ParameterSlot;
import io.vestibule.training.optimizer.WeightAverage;
import io.vestibule.training.recipe.LiveTeacherRecipe;
import io.vestibule.training.recipe.Recipe;
import io.vestibule.training.recipe.ScheduleRecipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A student in training: its network, losses, optimizer state and averaged weights. A step leaves nothing behind in native
 * memory. For one thread.
 */
final class TrainableStudent implements AutoCloseable {

    private static final long SIDE = 112;

    private final NDManager manager;
    private final Network network;
    private final WeightedLosses losses;
    private final Optional<LiveTeacher> live;
    private final double hintWeight;
    private final double clip;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final Optimizer optimizer;
    private final WeightAverage average;

    /**
     * @param manager owner of the losses' arrays; closed with this
     * @param losses their parameters are trained, too
     * @param live the teacher's weights, if the recipe has a live teacher
     */
    TrainableStudent(NDManager manager, Weights initial, WeightedLosses losses, Recipe recipe, Optional<Weights> live) {
        ScheduleRecipe schedule = recipe.schedule();
        this.manager = manager;
        this.network = Network.open(
                manager, initial, recipe.live().map(LiveTeacher::comparedBlocks).orElse(List.of()));
        this.losses = losses;
        this.live = live.map(
                teacher -> new LiveTeacher(manager, teacher, recipe.live().orElseThrow()));
        this.hintWeight = recipe.live().map(LiveTeacherRecipe::hints).orElse(0.0);
        this.clip = schedule.clip();
        network.parameters().forEach((name, array) -> trained.put("student/" + name, array));
        losses.parameters().forEach((name, array) -> {
            array.setRequiresGradient(true);
            trained.put("loss/" + name, array);
        });
        trained.forEach((name, array) -> values.put(name, array.toFloatArray()));
        List<ParameterSlot> slots = new ArrayList<>();
        values.forEach((name, value) -> slots.add(ParameterSlot.of(name, value.length)));
        this.optimizer = Optimizer.of(schedule, slots);
        this.average = new WeightAverage(schedule.average(), flat(initial));
    }

    /**
     * Result of a step.
     *
     * @param loss weighted sum, before the step
     * @param terms each loss before its weight, by name
     * @param gradientNorm before clipping
     */
    record StepResult(double loss, Map<String, Double> terms, double gradientNorm) {

        boolean isFinite() {
            return Double.isFinite(loss) && Double.isFinite(gradientNorm);
        }
    }

    /** Trains on a batch. If the result is not finite, only the running statistics change. */
    StepResult step(Batch batch, double rate) {
        double total;
        Map<String, Double> terms = new LinkedHashMap<>();
        try (NDManager step = manager.newSubManager()) {
            NDArray x = step.create(batch.pixels(), new Shape(batch.size(), 3, SIDE, SIDE));
            long length = batch.teacherEmbeddings().length / batch.size();
            NetworkOutput teacher = live.map(network -> network.output(x))
                    .orElseGet(() -> new NetworkOutput(
                            step.create(batch.teacherEmbeddings(), new Shape(batch.size(), length)), List.of()));
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NetworkOutput student = network.output(x, true);
                WeightedLosses.Value value =
                        losses.of(student.embeddings(), new LossInput(teacher.embeddings(), batch.classes()));
                NDArray sum = value.total();
                if (!teacher.maps().isEmpty()) {
                    NDArray hintLoss = HintLoss.of(student.maps(), teacher.maps());
                    terms.put("hints", (double) hintLoss.getFloat());
                    sum = HintLoss.addTo(sum, hintLoss, hintWeight);
                }
                collector.backward(sum);
                total = sum.getFloat();
                List<Term> names = losses.terms();
                for (int i = 0; i < names.size(); i++) {
                    terms.put(names.get(i).name(), (double) value.terms().get(i).getFloat());
                }
            }
        }
        List<float[]> gradients = gradients();
        double norm = GradientClipping.norm(gradients);
        StepResult result = new StepResult(total, terms, norm);
        if (result.isFinite()) {
            GradientClipping.clip(gradients, norm, clip);
            optimizer.step(List.copyOf(values.values()), gradients, rate);
            trained.forEach((name, array) -> array.set(valuesOf(values, name)));
            average.update(current(), optimizer.steps());
        }
        return result;
    }

    /** Completed steps. */
    long steps() {
        return optimizer.steps();
    }

    /** The moving average of the weights. */
    Weights averagedWeights() {
        return weights(average.values());
    }

    /** Everything that a resumed run needs to give identical results, by name. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        network.weights().tensors().forEach((name, tensor) -> state.put("student/" + name, tensor));
        losses.parameters()
                .forEach((name, array) ->
                        state.put("loss/" + name, new Tensor(array.getShape().getShape(), array.toFloatArray())));
        average.values().forEach((name, value) -> state.put("average/" + name, line(value)));
        optimizer.state().forEach((name, value) -> state.put("optimizer/" + name, line(value)));
        return state;
    }

    /**
     * Restores a saved state.
     *
     * @throws TrainingException if it is the state of another student
     */
    void restore(Map<String, Tensor> state, long steps) {
        // All checks come before the first change.
        state().forEach((name, tensor) -> savedValues(state, name, tensor.values().length));
        Map<String, float[]> student = new LinkedHashMap<>();
        average.values()
                .forEach((name, value) -> student.put(name, savedValues(state, "student/" + name, value.length)));
        network.load(weights(student));
        losses.parameters()
                .forEach((name, array) -> array.set(savedValues(state, "loss/" + name, Math.toIntExact(array.size()))));
        values.forEach((name, value) -> restore(value, state, name));
        average.values().forEach((name, value) -> restore(value, state, "average/" + name));
        optimizer.state().forEach((name, value) -> restore(value, state, "optimizer/" + name));
        optimizer.resume(steps);
    }

    /** Copies the gradients and sets them to 0, because the engine adds the next gradients to them. */
    private List<float[]> gradients() {
        List<float[]> gradients = new ArrayList<>(trained.size());
        for (NDArray array : trained.values()) {
            try (NDArray gradient = array.getGradient()) {
                gradients.add(gradient.toFloatArray());
                gradient.subi(gradient).close();
            }
        }
        return gradients;
    }

    /** All values of the network, which the average follows. */
    private Map<String, float[]> current() {
        Map<String, float[]> current = new LinkedHashMap<>();
        network.parameters().keySet().forEach(name -> current.put(name, values.get("student/" + name)));
        network.statistics().forEach((name, array) -> current.put(name, array.toFloatArray()));
        return current;
    }

    private Weights weights(Map<String, float[]> numbers) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network.weights()
                .tensors()
                .forEach((name, tensor) -> tensors.put(
                        name, new Tensor(tensor.shape(), valuesOf(numbers, name).clone())));
        return new Weights(network.architecture(), tensors);
    }

    private static float[] valuesOf(Map<String, float[]> values, String name) {
        return Objects.requireNonNull(values.get(name), name); // both maps have the names of the network
    }

    private static Map<String, float[]> flat(Weights weights) {
        Map<String, float[]> flat = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> flat.put(name, tensor.values()));
        return flat;
    }

    private static Tensor line(float[] values) {
        return new Tensor(new long[] {values.length}, values.clone());
    }

    private static void restore(float[] target, Map<String, Tensor> state, String name) {
        System.arraycopy(savedValues(state, name, target.length), 0, target, 0, target.length);
    }

    private static float[] savedValues(Map<String, Tensor> state, String name, int length) {
        Tensor saved = state.get(name);
        if (saved == null || saved.values().length != length) {
            throw new TrainingException("the checkpoint is of another student: " + name
                    + " does not fit; resume the run with its own recipe");
        }
        return saved.values();
    }

    @Override
    public void close() {
        live.ifPresent(LiveTeacher::close);
        network.close();
        manager.close();
    }
}
