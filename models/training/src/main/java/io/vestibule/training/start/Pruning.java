package io.vestibule.training.start;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.models.AlignedFace;
import io.vestibule.training.engine.Torch;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Block;
import io.vestibule.training.network.Chain;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.network.Layer;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Makes a student of a teacher by leaving out inner channels. What goes from block to block keeps its width, so every block
 * can be compared with the teacher's own. In each block those channels stay that carry most: mean absolute activation after
 * the second activation, over some faces, times the norm of the weights that project it.
 *
 * <p>With {@code refit}, blocks keep more or fewer channels, by what they would lose without ({@link Spread}, {@link
 * Survey}); and which channels stay and what projects them is found together, block after block, so that the block's output
 * is as near to the teacher's as what has become of its input allows ({@link Elimination}, {@link LeastSquares}); last the
 * embedding itself. After He, Zhang, Sun, "Channel Pruning for Accelerating Very Deep Neural Networks", ICCV 2017, section
 * 3, and Luo, Wu, Lin, "ThiNet", ICCV 2017, section 3.2. At half the channels the cosine to the teacher is 0.12 without it,
 * 0.88 with it where each block keeps half, and 0.94 where they are spread: the last took half an hour of distillation before.
 *
 * @param keep       share of all inner channels that stay, above 0, at most 1; without {@code refit} of each block's, in groups of
 *                   eight
 * @param of         whether that is a share of their number, or of their work: the student is then of that speed, and keeps more channels
 *                   where these are cheap
 * @param activation of the student; a PReLU's slopes are kept, a ReLU has none
 * @param refit      whether projections are solved anew, and channels chosen for that
 */
public record Pruning(double keep, Of of, Activation activation, boolean refit) {

    /** Faces that go through at once. */
    private static final int PORTION = 32;

    /** Against the mean square of an input. Places of a map are many, so that little is needed. */
    private static final double RIDGE = 1e-4;

    /**
     * The embedding has one place a face and hundreds of unknowns. Tried at half the channels, with 600 faces, on 278 faces
     * of other people, whose cosine to the teacher was 0.76 at a ridge of 0.01, 0.84 at 0.1 and 0.87 at 1.
     */
    private static final double EMBEDDING_RIDGE = 1;

    /** What the share that stays is a share of. */
    public enum Of {
        /** How many inner channels there are. */
        CHANNELS,
        /** What they cost. */
        WORK
    }

    public Pruning {
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("the share of inner channels to keep must be above 0 and at most 1");
        }
    }

    /**
     * @param teacher     folded weights, as {@link TeacherFile} gives them
     * @param calibration faces, some hundred or more, of people that the student may know
     * @param report      gets a line for each block
     * @return the student, with biases in place of batch normalisation
     */
    public Weights of(Torch torch, Weights teacher, List<AlignedFace> calibration, Consumer<String> report) {
        if (teacher.architecture().normalised()) {
            throw new IllegalArgumentException("a teacher is pruned after its batch normalisation is folded in");
        }
        if (activation == Activation.PRELU && teacher.architecture().activation() == Activation.RELU) {
            throw new IllegalArgumentException("a teacher with ReLU has no slopes for a student with PReLU");
        }
        if (calibration.isEmpty()) {
            throw new IllegalArgumentException("pruning needs faces to see which channels carry most");
        }
        try (NDManager manager = torch.newManager()) {
            return new Work(manager, teacher, report).student(calibration);
        }
    }

    /** Channels that stay, in their order: the most important. */
    static int[] chosen(double[] importance, int count) {
        return IntStream.range(0, importance.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer channel) -> -importance[channel]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** One student in the making: the maps of teacher and student, portion by portion, move from block to block. */
    private final class Work {

        private final NDManager manager;
        private final Weights teacher;
        private final Consumer<String> report;
        private final Architecture from;
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();
        private final List<Block> blocks = new ArrayList<>();

        /** At the same place of the network, one for each portion. Before the first block, the faces themselves. */
        private List<NDArray> teacherMaps;

        private List<NDArray> studentMaps;

        Work(NDManager manager, Weights teacher, Consumer<String> report) {
            this.manager = manager;
            this.teacher = teacher;
            this.report = report;
            this.from = teacher.architecture();
            this.teacherMaps = List.of();
            this.studentMaps = List.of();
        }

        Weights student(List<AlignedFace> faces) {
            from.stemLayers().forEach(this::inherit);
            teacherMaps = portions(faces);
            studentMaps = teacherMaps;
            int[] inner = inner();
            for (int i = 0; i < inner.length; i++) {
                block(i, inner[i]);
            }
            from.headLayers().forEach(this::inherit);
            if (refit) {
                head();
            }
            return new Weights(from.withBlocks(blocks).withActivation(activation), tensors);
        }

        private List<NDArray> portions(List<AlignedFace> faces) {
            List<NDArray> portions = new ArrayList<>();
            for (int at = 0; at < faces.size(); at += PORTION) {
                portions.add(FacePixels.batch(manager, faces.subList(at, Math.min(faces.size(), at + PORTION))));
            }
            return portions;
        }

        /** How many inner channels each block keeps. */
        private int[] inner() {
            int[] whole = from.blocks().stream().mapToInt(Block::inner).toArray();
            return refit
                    ? new Spread(whole, prices(), Survey.of(manager, teacher, teacherMaps, RIDGE)).inner(keep)
                    : Arrays.stream(whole)
                            .map(channels -> Math.min(channels, Architecture.rounded(channels * keep)))
                            .toArray();
        }

        /** What an inner channel of each block costs. */
        private double[] prices() {
            double[] prices = new double[from.blocks().size()];
            int side = Architecture.SIDE / 2;
            for (int i = 0; i < prices.length; i++) {
                Block block = from.blocks().get(i);
                prices[i] = of == Of.WORK ? block.work(side) : 1;
                side /= block.stride();
            }
            return prices;
        }

        private void block(int index, int inner) {
            Block whole = from.blocks().get(index);
            List<Layer> layers = from.blockLayers(index);
            double[] importance = new double[whole.inner()];
            List<NDArray> teacherOut = teach(index, importance);
            blocks.add(whole.withInner(inner));
            String fitted = "";
            if (refit) {
                try (LeastSquares squares = squares(index, teacherOut)) {
                    int[] channels = squares.best(inner, RIDGE);
                    slice(layers, channels);
                    fitted = fit(squares, channels, layers.get(2), RIDGE);
                }
            } else {
                slice(layers, chosen(importance, inner));
            }
            report.accept("block " + index + ": " + inner + " of " + whole.inner() + " inner channels" + fitted);
            advance(index, teacherOut);
        }

        /** The teacher goes through the block, and how much each inner channel carries is told. */
        private List<NDArray> teach(int index, double[] importance) {
            List<Layer> layers = from.blockLayers(index);
            Layer projection = layers.get(2);
            List<NDArray> teacherOut = new ArrayList<>();
            try (Entrance entrance = Entrance.of(manager, teacher, index);
                    Chain opening = of(layers.subList(0, 2));
                    Chain project = of(List.of(projection))) {
                for (NDArray map : teacherMaps) {
                    try (NDManager scratch = manager.newSubManager()) {
                        NDArray in = entrance.of(map, scratch);
                        NDArray activations = opening.run(in);
                        addTo(importance, activations.abs().sum(new int[] {0, 2, 3}));
                        teacherOut.add(kept(Maps.sum(from.blocks().get(index), in, project.run(activations))));
                    }
                }
            }
            weigh(importance, teacher.get(projection.weight()));
            return teacherOut;
        }

        /** What all inner channels of a block would be, given what has become of its input, against what they owe. */
        private LeastSquares squares(int index, List<NDArray> teacherOut) {
            Block whole = from.blocks().get(index);
            LeastSquares squares = new LeastSquares(manager, whole.inner(), whole.out());
            List<Layer> opening = from.blockLayers(index).subList(0, 2);
            try (Entrance entrance = Entrance.of(manager, from, activation, tensors, index);
                    Chain chain = Chain.open(manager, activation, teacher.tensors(), opening)) {
                for (int i = 0; i < studentMaps.size(); i++) {
                    try (NDManager scratch = manager.newSubManager()) {
                        NDArray in = entrance.of(studentMaps.get(i), scratch);
                        NDArray wanted = Maps.copy(teacherOut.get(i), scratch);
                        // What comes in is added behind the projection, so the projection owes only the rest.
                        NDArray owed = whole.residual() ? wanted.sub(in) : wanted;
                        squares.add(Maps.rows(chain.run(in)), Maps.rows(owed));
                    }
                }
                return squares;
            }
        }

        /** Solves the last layer for the teacher's own embeddings. */
        private void head() {
            List<Layer> layers = from.headLayers();
            Layer embed = layers.get(2);
            try (Chain whole = of(layers);
                    Chain opening = to(layers.subList(0, 2));
                    LeastSquares squares = new LeastSquares(manager, embed.in(), embed.out())) {
                for (int i = 0; i < studentMaps.size(); i++) {
                    try (NDManager scratch = manager.newSubManager()) {
                        NDArray wanted = whole.run(Maps.copy(teacherMaps.get(i), scratch));
                        squares.add(Maps.rows(opening.run(Maps.copy(studentMaps.get(i), scratch))), Maps.rows(wanted));
                    }
                }
                int[] all = IntStream.range(0, embed.in()).toArray();
                report.accept("embedding" + fit(squares, all, embed, EMBEDDING_RIDGE));
            }
        }

        private String fit(LeastSquares squares, int[] channels, Layer layer, double ridge) {
            Tensor weight = settled(layer.weight());
            Tensor bias = settled(layer.bias());
            LeastSquares.Fit fit = squares.solve(channels, weight.values(), bias.values(), ridge);
            put(layer.weight(), new Tensor(weight.shape(), fit.weight()));
            put(layer.bias(), new Tensor(bias.shape(), fit.bias()));
            return String.format(
                    Locale.ROOT,
                    ", %.1f %% of the target missed, %.1f %% before",
                    100 * fit.after(),
                    100 * fit.before());
        }

        /** Teacher and student go through the block. */
        private void advance(int index, List<NDArray> teacherOut) {
            List<NDArray> studentOut = new ArrayList<>();
            try (Entrance entrance = Entrance.of(manager, from, activation, tensors, index);
                    Chain chain = to(layers(index))) {
                for (NDArray map : studentMaps) {
                    try (NDManager scratch = manager.newSubManager()) {
                        NDArray in = entrance.of(map, scratch);
                        studentOut.add(kept(Maps.sum(blocks.get(index), in, chain.run(in))));
                    }
                }
            }
            teacherMaps.forEach(NDArray::close);
            studentMaps.forEach(NDArray::close);
            teacherMaps = teacherOut;
            studentMaps = studentOut;
        }

        /** Layers of a block of the student. */
        private List<Layer> layers(int index) {
            List<Block> all = new ArrayList<>(from.blocks());
            all.set(index, blocks.get(index));
            return from.withBlocks(all).blockLayers(index);
        }

        private void slice(List<Layer> layers, int[] channels) {
            Layer expand = layers.get(0);
            Layer depthwise = layers.get(1);
            Layer project = layers.get(2);
            for (Layer layer : List.of(expand, depthwise)) {
                put(layer.weight(), Slices.rows(teacher.get(layer.weight()), channels));
                put(layer.bias(), Slices.rows(teacher.get(layer.bias()), channels));
                if (activation == Activation.PRELU) {
                    put(layer.slope(), Slices.rows(teacher.get(layer.slope()), channels));
                }
            }
            put(project.weight(), Slices.columns(teacher.get(project.weight()), channels));
            put(project.bias(), teacher.get(project.bias()));
        }

        private void inherit(Layer layer) {
            put(layer.weight(), teacher.get(layer.weight()));
            put(layer.bias(), teacher.get(layer.bias()));
            if (layer.activated() && activation == Activation.PRELU) {
                put(layer.slope(), teacher.get(layer.slope()));
            }
        }

        private void put(String name, Tensor tensor) {
            tensors.put(name, tensor);
        }

        private Tensor settled(String name) {
            return Objects.requireNonNull(tensors.get(name), name);
        }

        /** Layers of the teacher. */
        private Chain of(List<Layer> layers) {
            return Chain.open(manager, from.activation(), teacher.tensors(), layers);
        }

        /** Layers of the student, as far as they are settled. */
        private Chain to(List<Layer> layers) {
            return Chain.open(manager, activation, tensors, layers);
        }

        /** Leaves the scratch that the array was made in. */
        private NDArray kept(NDArray array) {
            array.attach(manager);
            return array;
        }
    }

    private static void addTo(double[] sums, NDArray part) {
        float[] values = part.toFloatArray();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    /** Times the norm of the weights that project each channel. */
    private static void weigh(double[] importance, Tensor projection) {
        float[] weights = projection.values();
        for (int channel = 0; channel < importance.length; channel++) {
            double square = 0;
            for (int at = channel; at < weights.length; at += importance.length) {
                square += weights[at] * weights[at];
            }
            importance[channel] *= Math.sqrt(square);
        }
    }
}
