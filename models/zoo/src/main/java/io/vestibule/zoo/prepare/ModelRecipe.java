package io.vestibule.zoo.prepare;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vestibule.zoo.ZooException;
import java.util.List;

/**
 * How a model is prepared from files of packages. The same files give the same bytes on every machine, because the checksum of
 * the result is pinned.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelRecipe.Whole.class, name = "whole"),
    @JsonSubTypes.Type(value = ModelRecipe.Stem.class, name = "stem"),
    @JsonSubTypes.Type(value = ModelRecipe.ResizedStem.class, name = "resized-stem"),
    @JsonSubTypes.Type(value = ModelRecipe.Tail.class, name = "tail"),
    @JsonSubTypes.Type(value = ModelRecipe.DlibFromTfjs.class, name = "dlib-from-tfjs"),
    @JsonSubTypes.Type(value = ModelRecipe.Trained.class, name = "trained")
})
public sealed interface ModelRecipe {

    /** Names of the source files. */
    List<String> files();

    /** @param files contents of {@link #files}, in that order */
    ModelProto prepare(List<byte[]> files);

    /** The graph of a package with a symbolic batch. */
    record Whole(String file) implements ModelRecipe {

        @Override
        public List<String> files() {
            return List.of(file);
        }

        @Override
        public ModelProto prepare(List<byte[]> files) {
            ModelProto model = parse(files.get(0));
            return model.toBuilder()
                    .setGraph(SymbolicBatch.of(model.getGraph()))
                    .build();
        }
    }

    /** The part of a graph up to a named tensor, with a symbolic batch. */
    record Stem(String file, GraphCut cut) implements ModelRecipe {

        @Override
        public List<String> files() {
            return List.of(file);
        }

        @Override
        public ModelProto prepare(List<byte[]> files) {
            ModelProto whole = new Whole(file).prepare(files);
            return whole.toBuilder().setGraph(cut.stem(whole.getGraph())).build();
        }
    }

    /**
     * A stem for frames of another size. A stem consists of convolutions only, so it works for every size.
     *
     * @param height of the frames, in pixels
     * @param width  of the frames, in pixels
     */
    record ResizedStem(String file, GraphCut cut, int height, int width) implements ModelRecipe {

        @Override
        public List<String> files() {
            return List.of(file);
        }

        @Override
        public ModelProto prepare(List<byte[]> files) {
            ModelProto.Builder stem = new Stem(file, cut).prepare(files).toBuilder();
            TensorShapeProto.Builder size = stem.getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder();
            size.getDimBuilder(2).setDimValue(height);
            size.getDimBuilder(3).setDimValue(width);
            return stem.build();
        }
    }

    /** The part of a graph after a named tensor, with a symbolic batch. */
    record Tail(String file, GraphCut cut) implements ModelRecipe {

        @Override
        public List<String> files() {
            return List.of(file);
        }

        @Override
        public ModelProto prepare(List<byte[]> files) {
            ModelProto whole = new Whole(file).prepare(files);
            return whole.toBuilder().setGraph(cut.tail(whole.getGraph())).build();
        }
    }

    /**
     * dlib's ResNet, converted from its TensorFlow.js weights.
     *
     * @param list    the JSON list of tensors
     * @param weights the file of their numbers
     * @param centre  resource with the vector that is subtracted from the embeddings; it was measured here, not published
     */
    record DlibFromTfjs(String list, String weights, String centre) implements ModelRecipe {

        @Override
        public List<String> files() {
            return List.of(list, weights);
        }

        @Override
        public ModelProto prepare(List<byte[]> files) {
            return DlibResnet.of(TfjsWeights.read(files.get(0), files.get(1)), NumberResource.read(centre));
        }
    }

    /**
     * A student. Its weights were trained, and its file is used byte for byte as the trainer wrote it.
     *
     * @param file name of the ONNX file beside the student's entry
     */
    record Trained(String file) implements ModelRecipe {

        @Override
        public List<String> files() {
            return List.of();
        }

        @Override
        public ModelProto prepare(List<byte[]> files) {
            throw new ZooException(file + " is the file of a student, which is trained and not prepared from packages");
        }
    }

    private static ModelProto parse(byte[] file) {
        try {
            return ModelProto.parseFrom(file);
        } catch (InvalidProtocolBufferException e) {
            throw new ZooException("a file of a package is not an ONNX model", e);
        }
    }
}
