package io.vestibule.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The build refuses imports across module borders and gives the reason. */
class ModuleBordersIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path module;

    @ParameterizedTest
    @CsvSource(textBlock = """
                    io.vestibule.schemas.topics,   io.vestibule.models.face.AlignedFace,   must not depend on how Vestibule works inside
                    io.vestibule.zoo,              ai.onnxruntime.OrtSession,              the zoo fetches and prepares files
                    io.vestibule.models.motion,    org.opencv.core.Mat,                    native libraries are used in models.internal only
                    io.vestibule.models,           org.apache.kafka.streams.KafkaStreams,  turns pixels into values without Kafka
                    io.vestibule.dataset,          io.vestibule.schemas.SoftLabel,         must not depend on topics
                    io.vestibule.training.loss,    org.apache.kafka.clients.consumer.Consumer, must run without a broker
                    io.vestibule.topologies.watch, ai.onnxruntime.OrtSession,              a topology decides and routes
                    io.vestibule.topologies.teach, io.vestibule.dataset.Sample,            a topology decides and routes
                    io.vestibule.service.run,      io.vestibule.lab.demo.Demo,             the service runs in production
                    io.vestibule.service.config,   io.vestibule.dataset.Sample,            the service runs in production
                    io.vestibule.service.publish,  org.opencv.core.Mat,                    the service runs in production
                    io.vestibule.lab.label,        io.vestibule.app.Program,               the lab contains experiments
                    io.vestibule.lab.bench,        ai.onnxruntime.OrtSession,              the lab contains experiments
                    io.vestibule.app.command.lab,  ai.djl.ndarray.NDArray,                 the app joins public parts
                    """)
    void shouldRefuseAnImportAcrossABorder(String from, String forbidden, String reason)
            throws IOException, InterruptedException {
        // Given
        Path source = module.resolve("src/main/java/" + from.replace('.', '/') + "/ForbiddenImport.java");
        Files.createDirectories(source.getParent());
        Files.writeString(
                source, "package " + from + ";\n\nimport " + forbidden + ";\n\nfinal class ForbiddenImport {}\n");
        Files.writeString(module.resolve("pom.xml"), pom());

        // When
        Path log = module.resolve("log.txt");
        Process build = new ProcessBuilder(
                        maven(),
                        "-o",
                        "-q",
                        "-B",
                        "-Dspotless.check.skip",
                        "-Dmaven.multiModuleProjectDirectory=" + ROOT,
                        "process-sources",
                        "-f",
                        module.toString())
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
                  <artifactId>forbidden-import</artifactId>
                </project>
                """.formatted(
                        module.toRealPath().relativize(ROOT.resolve("pom.xml").toRealPath()));
    }
}
