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

/** Best and runner-up among templates of strangers: vectors that point anywhere, two to a subject. */
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
            rows[row] = Vectors.centre(List.of(anywhere(random)));
            rows[row + 1] = Vectors.centre(List.of(anywhere(random)));
            gallery.put("subject" + row, List.of(rows[row], rows[row + 1]), Long.MAX_VALUE);
        }
        view = gallery.current();
        for (int probe = 0; probe < PROBES; probe++) {
            float[] stranger = Vectors.centre(List.of(anywhere(random)));
            probes[probe] = stranger;
            probes[PROBES + probe] = Vectors.centre(List.of(stranger, rows[random.nextInt(templates)]));
        }
    }

    /** A face that nobody is enrolled with. */
    @Benchmark
    public Optional<SubjectMatch> stranger() {
        return view.match(probes[next++ % PROBES], 0);
    }

    /** A face that is a resident's, with a score of about 0.7. */
    @Benchmark
    public Optional<SubjectMatch> resident() {
        return view.match(probes[PROBES + next++ % PROBES], 0);
    }

    /** What there would be to do without sketches: the product with every row. */
    @Benchmark
    public float everyRow() {
        float[] probe = probes[next++ % PROBES];
        float best = -1;
        for (float[] row : rows) {
            best = Math.max(best, Vectors.dot(row, 0, probe));
        }
        return best;
    }

    private static float[] anywhere(Random random) {
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
