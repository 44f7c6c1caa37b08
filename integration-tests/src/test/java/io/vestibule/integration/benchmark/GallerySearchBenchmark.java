package io.vestibule.integration.benchmark;

import io.vestibule.models.matching.SubjectMatch;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.models.matching.Vectors;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Search for best match and runner-up among random unit vectors, two per subject. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GallerySearchBenchmark {

    private static final int DIMENSION = 512;
    private static final int PROBES = 64;

    @Param("100000")
    int templates;

    private final float[][] probes = new float[2 * PROBES][];
    private float[][] rows = {};
    private TemplateSnapshot view = new TemplateIndex(DIMENSION).current();
    private int next;

    @Setup
    public void enrol() {
        Random random = new Random(5);
        rows = new float[templates][];
        TemplateIndex gallery = new TemplateIndex(DIMENSION);
        for (int row = 0; row < templates; row += 2) {
            rows[row] = Vectors.centre(List.of(randomVector(random)));
            rows[row + 1] = Vectors.centre(List.of(randomVector(random)));
            gallery.put("subject" + row, List.of(rows[row], rows[row + 1]), Long.MAX_VALUE);
        }
        view = gallery.current();
        for (int probe = 0; probe < PROBES; probe++) {
            float[] stranger = Vectors.centre(List.of(randomVector(random)));
            probes[probe] = stranger;
            probes[PROBES + probe] = Vectors.centre(List.of(stranger, rows[random.nextInt(templates)]));
        }
    }

    /** A face of an unknown person. */
    @Benchmark
    public Optional<SubjectMatch> stranger() {
        return view.match(probes[next++ % PROBES], 0);
    }

    /** A face of a resident, with a score of about 0.7. */
    @Benchmark
    public Optional<SubjectMatch> resident() {
        return view.match(probes[PROBES + next++ % PROBES], 0);
    }

    /** The baseline without quantisation: the dot product with each row. */
    @Benchmark
    public float everyRow() {
        float[] probe = probes[next++ % PROBES];
        float best = -1;
        for (float[] row : rows) {
            best = Math.max(best, Vectors.dot(row, 0, probe));
        }
        return best;
    }

    private static float[] randomVector(Random random) {
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
