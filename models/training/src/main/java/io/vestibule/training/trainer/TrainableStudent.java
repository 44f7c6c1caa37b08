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
import java.util.Optional;

/**
 * A student while it learns: its network, its losses, what its optimiser remembers, and the average of where it has been. A step leaves nothing
 * behind in native memory. For one thread.
 */
final class TrainableStudent implements AutoCloseable {

    private static final long SIDE = 112;

    private final NDManager manager;
    private final Network network;
    private final WeightedLosses losses;
    private final Optional<LiveTeacher> live;
    private final double hints;
    private final double longest;
    private final Map<String, NDArray> learnt = new LinkedHashMap<>();
    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final Optimizer optimizer;
    private final WeightAverage average;

    /**
     * @param manager that the losses' arrays belong to; closed with this
     * @param losses whose parameters are learnt along
     * @param live the teacher's weights, where the recipe wants the teacher itself
     */
    TrainableStudent(NDManager manager, Weights begin, WeightedLosses losses, Recipe recipe, Optional<Weights> live) {
        ScheduleRecipe schedule = recipe.schedule();
        this.manager = manager;
        this.network = Network.open(
                manager, begin, recipe.live().map(LiveTeacher::shown).orElse(List.of()));
        this.losses = losses;
        this.live = live.map(
                teacher -> new LiveTeacher(manager, teacher, recipe.live().orElseThrow()));
        this.hints = recipe.live().map(LiveTeacherRecipe::hints).orElse(0.0);
        this.longest = schedule.clip();
        network.parameters().forEach((name, array) -> learnt.put("student/" + name, array));
        losses.parameters().forEach((name, array) -> {
            array.setRequiresGradient(true);
            learnt.put("loss/" + name, array);
        });
        learnt.forEach((name, array) -> values.put(name, array.toFloatArray()));
        List<ParameterSlot> slots = new ArrayList<>();
        values.forEach((name, value) -> slots.add(ParameterSlot.of(name, value.length)));
        this.optimizer = Optimizer.of(schedule, slots);
        this.average = new WeightAverage(schedule.average(), flat(begin));
    }

    /**
     * What a step found.
     *
     * @param loss before the step
     * @param terms each loss before its weight, by name
     * @param gradient length before it was clipped
     */
    record Found(double loss, Map<String, Double> terms, double gradient) {

        boolean isFinite() {
            return Double.isFinite(loss) && Double.isFinite(gradient);
        }
    }

    /** Learns from a batch. Where what is found is not finite, nothing changes but the running statistics. */
    Found step(Batch batch, double rate) {
        double total;
        Map<String, Double> terms = new LinkedHashMap<>();
        try (NDManager step = manager.newSubManager()) {
            NDArray x = step.create(batch.pixels(), new Shape(batch.size(), 3, SIDE, SIDE));
            long length = batch.teacher().length / batch.size();
            NetworkOutput teacher = live.map(asked -> asked.answer(x))
                    .orElseGet(() -> new NetworkOutput(
                            step.create(batch.teacher(), new Shape(batch.size(), length)), List.of()));
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NetworkOutput student = network.answer(x, true);
                WeightedLosses.Value value =
                        losses.of(student.embeddings(), new LossInput(teacher.embeddings(), batch.classes()));
                NDArray sum = value.total();
                if (!teacher.maps().isEmpty()) {
                    NDArray hint = HintLoss.of(student.maps(), teacher.maps());
                    terms.put("hints", (double) hint.getFloat());
                    sum = HintLoss.beside(sum, hint, hints);
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
        Found found = new Found(total, terms, norm);
        if (found.isFinite()) {
            GradientClipping.clip(gradients, norm, longest);
            optimizer.step(List.copyOf(values.values()), gradients, rate);
            values.forEach((name, value) -> learnt.get(name).set(value));
            average.follow(current(), optimizer.steps());
        }
        return found;
    }

    /** Steps made so far. */
    long steps() {
        return optimizer.steps();
    }

    /** The averaged student. */
    Weights average() {
        return weights(average.values());
    }

    /** All that is needed to go on later exactly as if nothing had happened, by name. */
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
     * Goes back to where it was.
     *
     * @throws TrainingException if this is the state of another student
     */
    void restore(Map<String, Tensor> state, long steps) {
        Map<String, Tensor> expected = state();
        for (Map.Entry<String, Tensor> entry : expected.entrySet()) {
            Tensor found = state.get(entry.getKey());
            if (found == null || found.values().length != entry.getValue().values().length) {
                throw new TrainingException("the checkpoint is another student's: " + entry.getKey() + " does not fit");
            }
        }
        Map<String, float[]> student = new LinkedHashMap<>();
        average.values()
                .keySet()
                .forEach(name -> student.put(name, state.get("student/" + name).values()));
        network.load(weights(student));
        losses.parameters()
                .forEach((name, array) -> array.set(state.get("loss/" + name).values()));
        values.forEach((name, value) -> copy(state.get(name), value));
        average.values().forEach((name, value) -> copy(state.get("average/" + name), value));
        optimizer.state().forEach((name, value) -> copy(state.get("optimizer/" + name), value));
        optimizer.resume(steps);
    }

    /** Copies and clears them: the engine would add the next step's to these. */
    private List<float[]> gradients() {
        List<float[]> gradients = new ArrayList<>(learnt.size());
        for (NDArray array : learnt.values()) {
            try (NDArray gradient = array.getGradient()) {
                gradients.add(gradient.toFloatArray());
                gradient.subi(gradient).close();
            }
        }
        return gradients;
    }

    /** What the average follows: all numbers of the network. */
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
                        name, new Tensor(tensor.shape(), numbers.get(name).clone())));
        return new Weights(network.architecture(), tensors);
    }

    private static Map<String, float[]> flat(Weights weights) {
        Map<String, float[]> flat = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> flat.put(name, tensor.values()));
        return flat;
    }

    private static Tensor line(float[] values) {
        return new Tensor(new long[] {values.length}, values.clone());
    }

    private static void copy(Tensor from, float[] to) {
        System.arraycopy(from.values(), 0, to, 0, to.length);
    }

    @Override
    public void close() {
        live.ifPresent(LiveTeacher::close);
        network.close();
        manager.close();
    }
}
