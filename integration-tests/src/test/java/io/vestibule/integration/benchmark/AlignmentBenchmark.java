package io.vestibule.integration.benchmark;

import io.vestibule.models.alignment.AlignmentTemplate;
import io.vestibule.models.alignment.SimilarityTransform;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.opencv.AlignedCanvas;
import io.vestibule.models.internal.opencv.MatImage;
import io.vestibule.models.internal.opencv.OpenCvDecoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Alignment of a face of 150 pixels in a picture of 1280x720: fit, cut and brightness. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AlignmentBenchmark {

    private static final FivePoints POINTS = AlignmentTemplate.ARCFACE.scaled(1.35f);

    private final OpenCvDecoder decoder = new OpenCvDecoder(new BufferPool());
    private @Nullable MatImage picture;

    @Setup
    public void decode() throws IOException, BadImageException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1280, 720, BufferedImage.TYPE_3BYTE_BGR), "png", png);
        picture = decoder.decode(
                EncodedImage.of(ByteBuffer.wrap(png.toByteArray()), EncodedImage.DEFAULT_MAXIMUM_PIXELS), 1280, 720);
    }

    @TearDown
    public void close() {
        picture.close();
    }

    @Benchmark
    public SimilarityTransform fit() {
        return AlignmentTemplate.canvasFrom(POINTS);
    }

    @Benchmark
    public AlignedFace cut() {
        try (AlignedCanvas canvas = AlignedCanvas.cut(picture, AlignmentTemplate.canvasFrom(POINTS))) {
            return canvas.aligned();
        }
    }

    @Benchmark
    public AlignedCanvas.Measures light() {
        try (AlignedCanvas canvas = AlignedCanvas.cut(picture, AlignmentTemplate.canvasFrom(POINTS))) {
            return canvas.measure();
        }
    }
}
