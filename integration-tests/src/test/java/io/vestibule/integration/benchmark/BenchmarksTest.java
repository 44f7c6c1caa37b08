package io.vestibule.integration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks: briefly, to check that they work, or completely, to measure. */
@Tag("slow")
class BenchmarksTest {

    private static final Class<?>[] ALL = {
        AlignmentBenchmark.class,
        BackgroundDistanceBenchmark.class,
        EmbeddingBenchmark.class,
        GallerySearchBenchmark.class,
        SerdeBenchmark.class
    };

    @Test
    void shouldRunEachBenchmarkOnce() throws RunnerException {
        // Given
        ChainedOptionsBuilder brief = options()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .param("templates", "2000");

        // When
        Collection<RunResult> results = new Runner(brief.build()).run();

        // Then
        assertThat(results)
                .extracting(result -> result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.)", "$1"))
                .containsExactlyInAnyOrder(
                        "AlignmentBenchmark.cut",
                        "AlignmentBenchmark.fit",
                        "AlignmentBenchmark.light",
                        "BackgroundDistanceBenchmark.follow",
                        "BackgroundDistanceBenchmark.measure",
                        "EmbeddingBenchmark.embed",
                        "EmbeddingBenchmark.embed",
                        "GallerySearchBenchmark.everyRow",
                        "GallerySearchBenchmark.resident",
                        "GallerySearchBenchmark.stranger",
                        "SerdeBenchmark.readFetchedFrame",
                        "SerdeBenchmark.readFrame",
                        "SerdeBenchmark.readSighting",
                        "SerdeBenchmark.writeFrame",
                        "SerdeBenchmark.writeSighting");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "vestibule.figures",
            matches = "true",
            disabledReason = "-Dvestibule.figures=true runs it")
    void shouldMeasureEachBenchmark() throws RunnerException {
        // Given
        ChainedOptionsBuilder complete = options()
                .forks(1)
                .jvmArgs("-Xms1g", "-Xmx1g")
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class);

        // When
        Collection<RunResult> results = new Runner(complete.build()).run();

        // Then
        assertThat(results).hasSizeGreaterThanOrEqualTo(ALL.length);
    }

    private static ChainedOptionsBuilder options() {
        OptionsBuilder options = new OptionsBuilder();
        Stream.of(ALL).forEach(benchmark -> options.include("\\." + benchmark.getSimpleName() + "\\."));
        return options;
    }
}
