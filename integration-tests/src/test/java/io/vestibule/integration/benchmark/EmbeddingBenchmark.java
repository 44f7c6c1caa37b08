package io.vestibule.integration.benchmark;

import io.vestibule.models.Vision;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.testing.PreparedZoo;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The embedding of one aligned face. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EmbeddingBenchmark {

    @Param({"mobilefacenet", "half"})
    private String model;

    private @Nullable Vision vision;
    private @Nullable Embedder embedder;
    private @Nullable List<AlignedFace> faces;

    @Setup
    public void open() {
        vision = Vision.open(PreparedZoo.models());
        embedder = vision.embedders().get(model);
        byte[] pixels = new byte[AlignedFace.BYTES];
        new Random(1).nextBytes(pixels);
        faces = List.of(new AlignedFace(pixels));
    }

    @TearDown
    public void close() {
        vision.close();
    }

    @Benchmark
    public List<Embedding> embed() {
        return embedder.embed(faces);
    }
}
