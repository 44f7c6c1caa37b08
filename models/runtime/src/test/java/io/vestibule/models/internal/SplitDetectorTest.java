package io.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.Photographs;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.internal.opencv.FrameInput;
import io.vestibule.models.internal.opencv.OpenCvDecoder;
import io.vestibule.zoo.PreparedModel;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the split detector with the whole one. */
@Tag("slow")
class SplitDetectorTest {

    private static final BufferPool BUFFERS = new BufferPool();

    @ParameterizedTest
    @ValueSource(strings = {"sample1", "sample2", "sample3", "sample4", "sample5", "sample6"})
    void shouldGiveTheOutputsOfTheWholeDetectorWhenStemAndTailRunInSequence(String photograph)
            throws BadImageException {
        // Given
        EncodedImage image = Photographs.image(photograph);

        // When
        List<float[]> whole = run(image, "rfb");
        List<float[]> split = run(image, "rfb-stem", "rfb-tail");

        // Then
        for (int output = 0; output < whole.size(); output++) {
            assertThat(split.get(output)).containsExactly(whole.get(output), within(1e-5f));
        }
    }

    @Test
    void shouldGiveTheSameFeaturesWhenImagesAreInABatch() throws BadImageException {
        // Given
        List<EncodedImage> images =
                List.of(Photographs.image("sample2"), Photographs.image("sample4"), Photographs.image("sample6"));

        // When
        List<float[]> together = runTogether(images, "rfb-stem");

        // Then
        for (int i = 0; i < images.size(); i++) {
            assertThat(together.get(i))
                    .containsExactly(run(images.get(i), "rfb-stem").get(0), within(1e-4f));
        }
    }

    /** Outputs of the last of several networks in sequence. */
    private static List<float[]> run(EncodedImage image, String first, String... rest) throws BadImageException {
        float[] input = input(image, Photographs.ZOO.model(first));
        List<float[]> outputs = run(Photographs.ZOO.model(first), 1, input);
        for (String next : rest) {
            outputs = run(Photographs.ZOO.model(next), 1, outputs.get(0));
        }
        return outputs;
    }

    private static List<float[]> runTogether(List<EncodedImage> images, String name) throws BadImageException {
        PreparedModel model = Photographs.ZOO.model(name);
        FloatBuffer inputs = null;
        for (EncodedImage image : images) {
            float[] input = input(image, model);
            inputs = inputs == null ? FloatBuffer.allocate(images.size() * input.length) : inputs;
            inputs.put(input);
        }
        FloatBuffer outputs =
                FloatBuffer.wrap(run(model, images.size(), inputs.array()).get(0));
        int floats = outputs.remaining() / images.size();
        return IntStream.range(0, images.size())
                .mapToObj(i -> array(outputs.slice(i * floats, floats)))
                .toList();
    }

    private static float[] input(EncodedImage image, PreparedModel model) throws BadImageException {
        FrameInput frameInput = new FrameInput(model.card().input());
        try (DecodedImage picture = new OpenCvDecoder(BUFFERS).decode(image, 320, 240);
                PooledBuffer input = BUFFERS.take(frameInput.bytes())) {
            frameInput.write(picture, input, 0);
            return array(input.floats());
        }
    }

    private static List<float[]> run(PreparedModel model, int batch, float[] input) {
        List<PooledBuffer> outputs = new ArrayList<>();
        try (OnnxModel network = OnnxModel.open(model);
                PooledBuffer in = BUFFERS.takeFloats(input.length)) {
            for (int i = 0; i < model.card().outputs().size(); i++) {
                outputs.add(BUFFERS.takeFloats(batch * network.outputFloats(i)));
            }
            network.run(
                    batch,
                    in.floats().put(input).flip(),
                    outputs.stream().map(PooledBuffer::floats).toArray(FloatBuffer[]::new));
            return outputs.stream().map(output -> array(output.floats())).toList();
        } finally {
            outputs.forEach(PooledBuffer::close);
        }
    }

    private static float[] array(FloatBuffer buffer) {
        float[] array = new float[buffer.remaining()];
        buffer.get(array);
        return array;
    }
}
