package io.vestibule.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Bottleneck;
import io.vestibule.training.network.ConvolutionLayer;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.network.LayerChain;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One student in the making: the maps of teacher and student, portion by portion, move from block to block. */
final class BlockPruning {

    /** Faces that go through at once. */
    private static final int PORTION = 32;

    /** Against the mean square of an input. Places of a map are many, so that little is needed. */
    private static final double RIDGE = 1e-4;

    /**
     * The embedding has one place a face and hundreds of unknowns. Tried at half the channels, with 600 faces, on 278 faces
     * of other people, whose cosine to the teacher was 0.76 at a ridge of 0.01, 0.84 at 0.1 and 0.87 at 1.
     */
    private static final double EMBEDDING_RIDGE = 1;

    private final NDManager manager;
    private final ChannelPruning pruning;
    private final Weights teacher;
    private final Consumer<String> report;
    private final Architecture from;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<Bottleneck> blocks = new ArrayList<>();

    /** At the same place of the network, one for each portion. Before the first block, the faces themselves. */
    private List<NDArray> teacherMaps;

    private List<NDArray> studentMaps;

    BlockPruning(NDManager manager, ChannelPruning pruning, Weights teacher, Consumer<String> report) {
        this.manager = manager;
        this.pruning = pruning;
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
        if (pruning.refit()) {
            head();
        }
        return new Weights(from.withBlocks(blocks).withActivation(pruning.activation()), tensors);
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
        int[] whole = from.blocks().stream().mapToInt(Bottleneck::inner).toArray();
        if (pruning.keep() == 1) {
            return whole;
        }
        if (!pruning.refit()) {
            return Arrays.stream(whole)
                    .map(channels -> Math.min(channels, Architecture.rounded(channels * pruning.keep())))
                    .toArray();
        }
        List<double[]> losses =
                new ChannelSensitivity(manager, teacher, pruning.activation(), RIDGE).losses(teacherMaps);
        return new ChannelAllocation(whole, pruning.share().prices(from), losses).inner(pruning.keep());
    }

    private void block(int index, int inner) {
        Bottleneck whole = from.blocks().get(index);
        List<ConvolutionLayer> layers = from.blockLayers(index);
        blocks.add(whole.withInner(inner));
        String told = "block " + index + ": " + inner + " of " + whole.inner() + " inner channels";
        if (pruning.refit()) {
            List<NDArray> teacherOut = teach(index, Optional.empty());
            try (LeastSquares squares = squares(index, teacherOut)) {
                int[] channels = squares.best(inner, RIDGE);
                slice(layers, channels);
                report.accept(told + fit(squares, channels, layers.get(2), RIDGE));
            }
            follow(index);
            move(teacherOut);
        } else {
            ChannelImportance importance = new ChannelImportance(whole.inner());
            List<NDArray> teacherOut = teach(index, Optional.of(importance));
            slice(layers, importance.most(teacher.get(layers.get(2).weight()), inner));
            report.accept(told);
            move(teacherOut);
        }
    }

    /** The teacher goes through the block. */
    private List<NDArray> teach(int index, Optional<ChannelImportance> importance) {
        List<ConvolutionLayer> layers = from.blockLayers(index);
        List<NDArray> teacherOut = new ArrayList<>();
        try (BlockInput entrance = BlockInput.of(manager, teacher, index);
                LayerChain opening = of(layers.subList(0, 2));
                LayerChain project = of(layers.subList(2, 3))) {
            for (NDArray map : teacherMaps) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray in = entrance.enter(map, scratch);
                    NDArray activations = opening.run(in);
                    importance.ifPresent(sums -> sums.add(activations));
                    teacherOut.add(kept(MapArrays.sum(from.blocks().get(index), in, project.run(activations))));
                }
            }
        }
        return teacherOut;
    }

    /** What all inner channels of a block would be, given what has become of its input, against what they owe. */
    private LeastSquares squares(int index, List<NDArray> teacherOut) {
        Bottleneck whole = from.blocks().get(index);
        LeastSquares squares = new LeastSquares(manager, whole.inner(), whole.out());
        List<ConvolutionLayer> opening = from.blockLayers(index).subList(0, 2);
        try (BlockInput entrance = BlockInput.of(manager, from, pruning.activation(), tensors, index);
                LayerChain chain = LayerChain.open(manager, pruning.activation(), teacher.tensors(), opening)) {
            for (int i = 0; i < studentMaps.size(); i++) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray in = entrance.enter(studentMaps.get(i), scratch);
                    NDArray wanted = MapArrays.copy(teacherOut.get(i), scratch);
                    // What comes in is added behind the projection, so the projection owes only the rest.
                    NDArray owed = whole.residual() ? wanted.sub(in) : wanted;
                    squares.add(MapArrays.rows(chain.run(in)), MapArrays.rows(owed));
                }
            }
            return squares;
        }
    }

    /** Solves the last layer for the teacher's own embeddings. */
    private void head() {
        List<ConvolutionLayer> layers = from.headLayers();
        ConvolutionLayer embed = layers.get(2);
        try (LayerChain whole = of(layers);
                LayerChain opening = to(layers.subList(0, 2));
                LeastSquares squares = new LeastSquares(manager, embed.in(), embed.out())) {
            for (int i = 0; i < studentMaps.size(); i++) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray wanted = whole.run(MapArrays.copy(teacherMaps.get(i), scratch));
                    squares.add(
                            MapArrays.rows(opening.run(MapArrays.copy(studentMaps.get(i), scratch))),
                            MapArrays.rows(wanted));
                }
            }
            int[] all = IntStream.range(0, embed.in()).toArray();
            report.accept("embedding" + fit(squares, all, embed, EMBEDDING_RIDGE));
        }
    }

    private String fit(LeastSquares squares, int[] channels, ConvolutionLayer layer, double ridge) {
        Tensor weight = settled(layer.weight());
        Tensor bias = settled(layer.bias());
        LeastSquares.Fit fit = squares.solve(channels, weight.values(), bias.values(), ridge);
        put(layer.weight(), new Tensor(weight.shape(), fit.weight()));
        put(layer.bias(), new Tensor(bias.shape(), fit.bias()));
        return String.format(
                Locale.ROOT, ", %.1f %% of the target missed, %.1f %% before", 100 * fit.after(), 100 * fit.before());
    }

    /** The student goes through the block. */
    private void follow(int index) {
        List<NDArray> studentOut = new ArrayList<>();
        try (BlockInput entrance = BlockInput.of(manager, from, pruning.activation(), tensors, index);
                LayerChain chain = to(layers(index))) {
            for (NDArray map : studentMaps) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray in = entrance.enter(map, scratch);
                    studentOut.add(kept(MapArrays.sum(blocks.get(index), in, chain.run(in))));
                }
            }
        }
        // Before the first block both look at the same faces, which go with the teacher's.
        if (index > 0) {
            studentMaps.forEach(NDArray::close);
        }
        studentMaps = studentOut;
    }

    private void move(List<NDArray> teacherOut) {
        teacherMaps.forEach(NDArray::close);
        teacherMaps = teacherOut;
    }

    /** Layers of a block of the student. */
    private List<ConvolutionLayer> layers(int index) {
        List<Bottleneck> all = new ArrayList<>(from.blocks());
        all.set(index, blocks.get(index));
        return from.withBlocks(all).blockLayers(index);
    }

    private void slice(List<ConvolutionLayer> layers, int[] channels) {
        ConvolutionLayer expand = layers.get(0);
        ConvolutionLayer depthwise = layers.get(1);
        ConvolutionLayer project = layers.get(2);
        for (ConvolutionLayer layer : List.of(expand, depthwise)) {
            put(layer.weight(), TensorSlices.rows(teacher.get(layer.weight()), channels));
            put(layer.bias(), TensorSlices.rows(teacher.get(layer.bias()), channels));
            if (pruning.activation() == Activation.PRELU) {
                put(layer.slope(), TensorSlices.rows(teacher.get(layer.slope()), channels));
            }
        }
        put(project.weight(), TensorSlices.columns(teacher.get(project.weight()), channels));
        put(project.bias(), teacher.get(project.bias()));
    }

    private void inherit(ConvolutionLayer layer) {
        put(layer.weight(), teacher.get(layer.weight()));
        put(layer.bias(), teacher.get(layer.bias()));
        if (layer.activated() && pruning.activation() == Activation.PRELU) {
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
    private LayerChain of(List<ConvolutionLayer> layers) {
        return LayerChain.open(manager, from.activation(), teacher.tensors(), layers);
    }

    /** Layers of the student, as far as they are settled. */
    private LayerChain to(List<ConvolutionLayer> layers) {
        return LayerChain.open(manager, pruning.activation(), tensors, layers);
    }

    /** Leaves the scratch that the array was made in. */
    private NDArray kept(NDArray array) {
        array.attach(manager);
        return array;
    }
}
