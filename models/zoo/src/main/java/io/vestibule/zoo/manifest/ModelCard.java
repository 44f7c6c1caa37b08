package io.vestibule.zoo.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Description of a prepared model for its users.
 *
 * @param role            purpose of the model
 * @param summary         description in one sentence
 * @param input           the input tensor
 * @param outputs         the output tensors, in the graph's order
 * @param alignment       the expected crop: {@code arcface-112}, {@code dlib-150}, {@code box} (the detector's box) or
 *                        {@code frame}
 * @param licences        known licences of code, weights and training data
 * @param operatingPoints measured thresholds, in descending order of the false match rate; empty unless the model is an
 *                        embedder. If the card names a space, they compare this model's faces with templates of that model
 * @param space           name of the model whose embedding space this embedder shares; empty for a model with a space of its own
 * @param provenance      origin of a trained model; empty for a model from a package
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
        @JsonProperty("descent") Optional<Provenance> provenance) {

    public ModelCard {
        outputs = List.copyOf(outputs);
        operatingPoints = List.copyOf(operatingPoints);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a model must have an output");
        }
    }

    /** The card of a model from a package, with an embedding space of its own. */
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

    /** Numbers in one row of the first output. For an embedder this is the dimension of its embedding. */
    public int dimension() {
        return outputs.get(0).shape().stream().reduce(1, Math::multiplyExact);
    }

    /** Name of the first output, which is the only one of an embedder or a stem. */
    public String output() {
        return outputs.get(0).name();
    }

    /** Purpose of a model. */
    public enum Role {
        /** Frame to scores and boxes. */
        DETECTOR,
        /** Frame to the detector's intermediate features. */
        STEM,
        /** Intermediate features to scores and boxes. */
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
     * @param mean  subtracted from each pixel of 0..255, one number per channel in the order of {@code colours}
     * @param scale factor for the difference
     */
    public record Input(
            String name, int channels, int height, int width, Colours colours, List<Float> mean, float scale) {

        public Input {
            mean = List.copyOf(mean);
            if (Stream.of(channels, height, width).anyMatch(size -> size <= 0)) {
                throw new IllegalArgumentException("sizes of input " + name + " must be positive");
            }
            if (!mean.isEmpty() && mean.size() != channels) {
                throw new IllegalArgumentException("input " + name + " has " + channels + " channels, but its mean has "
                        + mean.size() + " numbers");
            }
        }
    }

    /**
     * An output tensor, of type float32.
     *
     * @param shape   without the batch, which is the first dimension
     * @param meaning units and ranges
     */
    public record Output(String name, List<Integer> shape, String meaning) {

        public Output {
            shape = List.copyOf(shape);
        }
    }
}
