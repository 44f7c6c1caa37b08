package io.vestibule.integration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.stream.Stream;
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

/** Runs the benchmarks: shortly, so that they stay in working order, or properly, when asked for figures. */
class BenchmarksTest {

    private static final Class<?>[] ALL = {
        AlignmentBenchmark.class, BackgroundDistanceBenchmark.class, GallerySearchBenchmark.class, SerdeBenchmark.class
    };

    @Test
    void shouldRunEachOnce() throws RunnerException {
        ChainedOptionsBuilder shortly = options()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .param("templates", "2000");

        Collection<RunResult> results = new Runner(shortly.build()).run();

        assertThat(results)
                .extracting(result -> result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.)", "$1"))
                .containsExactlyInAnyOrder(
                        "Alignment.cut",
                        "Alignment.fit",
                        "Alignment.light",
                        "Distance.follow",
                        "Distance.measure",
                        "GallerySearch.everyRow",
                        "GallerySearch.resident",
                        "GallerySearch.stranger",
                        "Serde.readFetchedFrame",
                        "Serde.readFrame",
                        "Serde.readSighting",
                        "Serde.writeFrame",
                        "Serde.writeSighting");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "vestibule.figures",
            matches = "true",
            disabledReason = "-Dvestibule.figures=true runs it")
    void shouldShowWhatEachCosts() throws RunnerException {
        ChainedOptionsBuilder properly = options()
                .forks(1)
                .jvmArgs("-Xms1g", "-Xmx1g")
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class);

        assertThat(new Runner(properly.build()).run()).hasSizeGreaterThanOrEqualTo(ALL.length);
    }

    private static ChainedOptionsBuilder options() {
        OptionsBuilder options = new OptionsBuilder();
        Stream.of(ALL).forEach(benchmark -> options.include("\\." + benchmark.getSimpleName() + "\\."));
        return options;
    }
}
