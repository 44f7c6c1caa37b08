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

/** Prunes a teacher block by block. Carries the feature maps of teacher and student from block to block, in batches. */
final class BlockPruning {

    /** Faces in one forward pass. */
    private static final int BATCH = 32;

    /** Relative to the mean square of an input. Feature maps have many positions, so that a small ridge is enough. */
    private static final double RIDGE = 1e-4;

    /**
     * The embedding has one position per face and hundreds of unknowns, so it needs a large ridge. Measured with half of the channels,
     * 600 calibration faces and 278 faces of other people: the cosine to the teacher was 0.76 with a ridge of 0.01, 0.84 with 0.1 and
     * 0.87 with 1.
     */
    private static final double EMBEDDING_RIDGE = 1;

    private final NDManager manager;
    private final ChannelPruning pruning;
    private final Weights teacher;
    private final Consumer<String> report;
    private final Architecture whole;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<Bottleneck> blocks = new ArrayList<>();

    /** Feature maps at the current block, one array per batch of faces. Before the first block, the faces themselves. */
    private List<NDArray> teacherMaps;

    private List<NDArray> studentMaps;

    BlockPruning(NDManager manager, ChannelPruning pruning, Weights teacher, Consumer<String> report) {
        this.manager = manager;
        this.pruning = pruning;
        this.teacher = teacher;
        this.report = report;
        this.whole = teacher.architecture();
        this.teacherMaps = List.of();
        this.studentMaps = List.of();
    }

    Weights student(List<AlignedFace> faces) {
        whole.stemLayers().forEach(this::copyFromTeacher);
        teacherMaps = batches(faces);
        studentMaps = teacherMaps;
        int[] inner = innerChannels();
        for (int i = 0; i < inner.length; i++) {
            pruneBlock(i, inner[i]);
        }
        whole.headLayers().forEach(this::copyFromTeacher);
        if (pruning.refit()) {
            fitEmbedding();
        }
        return new Weights(whole.withBlocks(blocks).withActivation(pruning.activation()), tensors);
    }

    private List<NDArray> batches(List<AlignedFace> faces) {
        List<NDArray> batches = new ArrayList<>();
        for (int at = 0; at < faces.size(); at += BATCH) {
            batches.add(FacePixels.batch(manager, faces.subList(at, Math.min(faces.size(), at + BATCH))));
        }
        return batches;
    }

    /** Number of inner channels that each block keeps. */
    private int[] innerChannels() {
        int[] all = whole.blocks().stream().mapToInt(Bottleneck::inner).toArray();
        if (pruning.keep() == 1) {
            return all;
        }
        if (!pruning.refit()) {
            return Arrays.stream(all)
                    .map(channels -> Math.min(channels, Architecture.rounded(channels * pruning.keep())))
                    .toArray();
        }
        List<double[]> losses =
                new ChannelSensitivity(manager, teacher, pruning.activation(), RIDGE).losses(teacherMaps);
        return new ChannelAllocation(all, pruning.cost().channelCosts(whole), losses).innerChannels(pruning.keep());
    }

    private void pruneBlock(int index, int inner) {
        Bottleneck original = whole.blocks().get(index);
        List<ConvolutionLayer> layers = whole.blockLayers(index);
        blocks.add(original.withInner(inner));
        String message = "block " + index + ": " + inner + " of " + original.inner() + " inner channels";
        if (pruning.refit()) {
            List<NDArray> teacherOut = teacherOutput(index, Optional.empty());
            try (LeastSquares squares = squares(index, teacherOut)) {
                int[] channels = squares.bestInputs(inner, RIDGE);
                slice(layers, channels);
                report.accept(message + fit(squares, channels, layers.get(2), RIDGE));
            }
            advanceStudent(index);
            advanceTeacher(teacherOut);
        } else {
            ChannelImportance importance = new ChannelImportance(original.inner());
            List<NDArray> teacherOut = teacherOutput(index, Optional.of(importance));
            slice(layers, importance.mostImportant(teacher.get(layers.get(2).weight()), inner));
            report.accept(message);
            advanceTeacher(teacherOut);
        }
    }

    /** Computes the teacher's output of a block. */
    private List<NDArray> teacherOutput(int index, Optional<ChannelImportance> importance) {
        List<ConvolutionLayer> layers = whole.blockLayers(index);
        List<NDArray> teacherOut = new ArrayList<>();
        try (BlockInput input = BlockInput.of(manager, teacher, index);
                LayerChain expansion = teacherChain(layers.subList(0, 2));
                LayerChain projection = teacherChain(layers.subList(2, 3))) {
            for (NDArray map : teacherMaps) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray in = input.compute(map, scratch);
                    NDArray activations = expansion.run(in);
                    importance.ifPresent(sums -> sums.add(activations));
                    teacherOut.add(
                            keep(MapArrays.blockOutput(whole.blocks().get(index), in, projection.run(activations))));
                }
            }
        }
        return teacherOut;
    }

    /** Inner channels of the whole block for the student's input, with the output that its projection must give. */
    private LeastSquares squares(int index, List<NDArray> teacherOut) {
        Bottleneck original = whole.blocks().get(index);
        LeastSquares squares = new LeastSquares(manager, original.inner(), original.out());
        List<ConvolutionLayer> expansion = whole.blockLayers(index).subList(0, 2);
        try (BlockInput input = BlockInput.of(manager, whole, pruning.activation(), tensors, index);
                LayerChain chain = LayerChain.open(manager, pruning.activation(), teacher.tensors(), expansion)) {
            for (int i = 0; i < studentMaps.size(); i++) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray in = input.compute(studentMaps.get(i), scratch);
                    NDArray target = MapArrays.copy(teacherOut.get(i), scratch);
                    // A residual block adds its input after the projection, so the projection must give the difference.
                    NDArray residual = original.residual() ? target.sub(in) : target;
                    squares.add(MapArrays.rows(chain.run(in)), MapArrays.rows(residual));
                }
            }
            return squares;
        }
    }

    /** Fits the last layer to the teacher's embeddings. */
    private void fitEmbedding() {
        List<ConvolutionLayer> layers = whole.headLayers();
        ConvolutionLayer embed = layers.get(2);
        try (LayerChain teacherHead = teacherChain(layers);
                LayerChain studentHead = studentChain(layers.subList(0, 2));
                LeastSquares squares = new LeastSquares(manager, embed.in(), embed.out())) {
            for (int i = 0; i < studentMaps.size(); i++) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray target = teacherHead.run(MapArrays.copy(teacherMaps.get(i), scratch));
                    squares.add(
                            MapArrays.rows(studentHead.run(MapArrays.copy(studentMaps.get(i), scratch))),
                            MapArrays.rows(target));
                }
            }
            int[] all = IntStream.range(0, embed.in()).toArray();
            report.accept("embedding" + fit(squares, all, embed, EMBEDDING_RIDGE));
        }
    }

    private String fit(LeastSquares squares, int[] channels, ConvolutionLayer layer, double ridge) {
        Tensor weight = fitted(layer.weight());
        Tensor bias = fitted(layer.bias());
        LeastSquares.Fit fit = squares.solve(channels, weight.values(), bias.values(), ridge);
        put(layer.weight(), new Tensor(weight.shape(), fit.weight()));
        put(layer.bias(), new Tensor(bias.shape(), fit.bias()));
        return String.format(
                Locale.ROOT, ", squared error %.1f %%, %.1f %% before the fit", 100 * fit.after(), 100 * fit.before());
    }

    /** Computes the student's output of a block. */
    private void advanceStudent(int index) {
        List<NDArray> studentOut = new ArrayList<>();
        try (BlockInput input = BlockInput.of(manager, whole, pruning.activation(), tensors, index);
                LayerChain chain = studentChain(studentLayers(index))) {
            for (NDArray map : studentMaps) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray in = input.compute(map, scratch);
                    studentOut.add(keep(MapArrays.blockOutput(blocks.get(index), in, chain.run(in))));
                }
            }
        }
        // Before the first block both share the faces, which advanceTeacher closes.
        if (index > 0) {
            studentMaps.forEach(NDArray::close);
        }
        studentMaps = studentOut;
    }

    private void advanceTeacher(List<NDArray> teacherOut) {
        teacherMaps.forEach(NDArray::close);
        teacherMaps = teacherOut;
    }

    /** Layers of a block of the student. */
    private List<ConvolutionLayer> studentLayers(int index) {
        List<Bottleneck> all = new ArrayList<>(whole.blocks());
        all.set(index, blocks.get(index));
        return whole.withBlocks(all).blockLayers(index);
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

    private void copyFromTeacher(ConvolutionLayer layer) {
        put(layer.weight(), teacher.get(layer.weight()));
        put(layer.bias(), teacher.get(layer.bias()));
        if (layer.activated() && pruning.activation() == Activation.PRELU) {
            put(layer.slope(), teacher.get(layer.slope()));
        }
    }

    private void put(String name, Tensor tensor) {
        tensors.put(name, tensor);
    }

    private Tensor fitted(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    /** Loads layers of the teacher. */
    private LayerChain teacherChain(List<ConvolutionLayer> layers) {
        return LayerChain.open(manager, whole.activation(), teacher.tensors(), layers);
    }

    /** Loads layers of the student that exist already. */
    private LayerChain studentChain(List<ConvolutionLayer> layers) {
        return LayerChain.open(manager, pruning.activation(), tensors, layers);
    }

    /** Moves an array from the manager of a step to the manager of the pruning. */
    private NDArray keep(NDArray array) {
        array.attach(manager);
        return array;
    }
}
