package io.vestibule.integration.benchmark;

import io.vestibule.models.AlignedFace;
import io.vestibule.models.BadImageException;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.FivePoints;
import io.vestibule.models.alignment.Similarity;
import io.vestibule.models.alignment.Template;
import io.vestibule.models.internal.memory.MemoryPool;
import io.vestibule.models.internal.opencv.Canvas;
import io.vestibule.models.internal.opencv.MatPicture;
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

/** A face of 150 pixels in a picture of 1280x720, from its five points to the aligned face and its light. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Alignment {

    private static final FivePoints POINTS = Template.ARCFACE.scaled(1.35f);

    private final OpenCvDecoder decoder = new OpenCvDecoder(new MemoryPool());
    private @Nullable MatPicture picture;

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
    public Similarity fit() {
        return Template.canvasFrom(POINTS);
    }

    @Benchmark
    public AlignedFace cut() {
        try (Canvas canvas = Canvas.cut(picture, Template.canvasFrom(POINTS))) {
            return canvas.aligned();
        }
    }

    @Benchmark
    public Canvas.Light light() {
        try (Canvas canvas = Canvas.cut(picture, Template.canvasFrom(POINTS))) {
            return canvas.light();
        }
    }
}
