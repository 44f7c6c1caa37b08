package io.vestibule.zoo.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a user of a prepared model must know of it.
 *
 * @param role            what the model is for
 * @param summary         one sentence on what it is
 * @param input           the tensor it takes
 * @param outputs         the tensors it gives, in the graph's order
 * @param alignment       the face crop it expects: {@code arcface-112}, {@code dlib-150}, {@code box} (the detector's box) or {@code frame}
 * @param licences        of code, weights and training data, as far as known
 * @param operatingPoints thresholds measured for it, rarest false match last; empty for what is not an embedder. Where the
 *                        card names a space, they are of this model's faces against templates of that space's model
 * @param space           name of the model whose sphere this embedder was trained into: their embeddings may be compared.
 *                        Empty for a model with a sphere of its own
 * @param descent         what a trained model comes from; empty for what was taken from a package
 */
public record ModelCard(
        Role role,
        String summary,
        Input input,
        List<Output> outputs,
        String alignment,
        Licences licences,
        List<OperatingPoint> operatingPoints,
        Optional<String> space,
        Optional<Provenance> descent) {
    public ModelCard {
        outputs = List.copyOf(outputs);
        operatingPoints = List.copyOf(operatingPoints);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a model has an output");
        }
    }

    /** The card of a model from a package, with a sphere of its own. */
    public ModelCard(
            Role role,
            String summary,
            Input input,
            List<Output> outputs,
            String alignment,
            Licences licences,
            List<OperatingPoint> operatingPoints) {
        this(role, summary, input, outputs, alignment, licences, operatingPoints, Optional.empty(), Optional.empty());
    }

    /** Numbers in one row of the first output: of an embedder, the dimension of its embedding. */
    public int dimension() {
        return outputs.get(0).shape().stream().reduce(1, Math::multiplyExact);
    }

    /** The first output's name; an embedder or the stem has no other. */
    public String output() {
        return outputs.get(0).name();
    }

    /** What a model is for. */
    public enum Role {
        /** Frame to scores and boxes. */
        DETECTOR,
        /** Frame to the detector's intermediate features. */
        STEM,
        /** Those features to scores and boxes. */
        TAIL,
        /** Face to 68 points. */
        LANDMARKS,
        /** Aligned face to embedding. */
        EMBEDDER
    }

    /** How pixels become the planes of a tensor. */
    public enum Colours {
        RGB,
        BGR,
        GREY,
        /** No pixels: the features of another model. */
        FEATURES
    }

    /**
     * The input tensor, of type float32 and layout {@code [batch, channels, height, width]}.
     *
     * @param mean  subtracted from each pixel of 0..255, one number for each channel in the order of {@code colours}
     * @param scale what the difference is then multiplied by
     */
    public record Input(
            String name, int channels, int height, int width, Colours colours, List<Float> mean, float scale) {
        public Input {
            mean = List.copyOf(mean);
            if (Stream.of(channels, height, width).anyMatch(size -> size <= 0)) {
                throw new IllegalArgumentException("sizes of input " + name + " must be positive");
            }
            if (!mean.isEmpty() && mean.size() != channels) {
                throw new IllegalArgumentException(
                        "input " + name + " has " + channels + " channels and a mean of " + mean.size() + " numbers");
            }
        }
    }

    /**
     * An output tensor, of type float32.
     *
     * @param shape   without the batch, which is its first dimension
     * @param meaning units and ranges
     */
    public record Output(String name, List<Integer> shape, String meaning) {
        public Output {
            shape = List.copyOf(shape);
        }
    }
}
