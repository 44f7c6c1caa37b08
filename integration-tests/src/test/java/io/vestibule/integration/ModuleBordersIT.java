package io.vestibule.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The build refuses what would blur the borders between modules, and says why. */
class ModuleBordersIT {

    @TempDir
    private Path module;

    @ParameterizedTest
    @CsvSource(textBlock = """
                    io.vestibule.topologies.watch, ai.onnxruntime.OrtSession,            a topology decides and routes
                    io.vestibule.models.motion,    org.opencv.core.Mat,                  its maths knows no native library
                    io.vestibule.models,           org.apache.kafka.streams.KafkaStreams, knows no stream
                    io.vestibule.zoo,              ai.onnxruntime.OrtSession,            the zoo fetches and prepares files
                    io.vestibule.schemas.topics,   io.vestibule.models.Box,              schemas is what other companies' programs read
                    io.vestibule.app.run,          org.opencv.core.Mat,                  native code stays in the runtime
                    io.vestibule.app.command,      ai.djl.ndarray.NDArray,               native code stays in the runtime
                    io.vestibule.dataset,          io.vestibule.schemas.SoftLabel,       a dataset is files that outlive the stream
                    io.vestibule.training.loss,    org.apache.kafka.clients.consumer.Consumer, the school learns from datasets
                    io.vestibule.topologies.teach, io.vestibule.dataset.Sample,          a topology decides and routes
                    """)
    void shouldRefuseAnImportAcrossABorder(String from, String forbidden, String reason)
            throws IOException, InterruptedException {
        // Given a module with a class that imports what it must not
        Path source = module.resolve("src/main/java/" + from.replace('.', '/') + "/Trespasser.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package " + from + ";\n\nimport " + forbidden + ";\n\nfinal class Trespasser {}\n");
        Files.writeString(module.resolve("pom.xml"), pom());

        // When
        Path log = module.resolve("log.txt");
        Process build = new ProcessBuilder(
                        maven(), "-o", "-q", "-B", "-Dspotless.check.skip", "process-sources", "-f", module.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        // Then
        assertThat(build.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(build.exitValue()).isNotZero();
        assertThat(Files.readString(log)).contains(reason).contains(forbidden);
    }

    private static String maven() {
        return Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
    }

    private String pom() throws IOException {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>io.vestibule</groupId>
                    <artifactId>vestibule</artifactId>
                    <version>0.1.0-SNAPSHOT</version>
                    <relativePath>%s</relativePath>
                  </parent>
                  <artifactId>trespasser</artifactId>
                </project>
                """.formatted(
                        module.toRealPath().relativize(Path.of("..", "pom.xml").toRealPath()));
    }
}
