package io.vestibule.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher in a temporary folder, with a fake Java that prints its arguments. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {
    @TempDir
    Path home;

    @BeforeEach
    void copyLauncher() throws IOException {
        Files.copy(Path.of("../../vestibule"), home.resolve("vestibule"));
    }

    @Test
    void shouldPassArgumentsUnchanged() throws Exception {
        // Given
        program();
        java("17.0.15");

        // When
        Run run = launch("enrol", "--subject", "a b", "*.jpg");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("<-jar>", "vestibule.jar>", "<enrol><--subject><a b><*.jpg>");
    }

    @Test
    void shouldAllowNativeCodeWhenJavaNeedsAnOption() throws Exception {
        // Given
        program();
        java("25");

        // When
        Run run = launch("models");

        // Then
        assertThat(run.output()).contains("<--enable-native-access=ALL-UNNAMED>");
    }

    @ParameterizedTest
    @CsvSource({"'', C.UTF-8", "C, C.UTF-8", "POSIX, C.UTF-8", "de_DE.UTF-8, de_DE.UTF-8"})
    void shouldReadFileNamesInEachLocale(String locale, String expected) throws Exception {
        // Given
        program();
        script(
                "bin/java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.15\" 2025-01-01' >&2;"
                        + " else echo \"${LC_ALL:-$LANG}\"; fi");

        // When
        Run run = run(start(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", locale), "publish"));

        // Then
        assertThat(run.output()).isEqualTo(expected + "\n");
    }

    @Test
    void shouldSetMemoryVariablesForTrainOnly() throws Exception {
        // Given
        program();
        script(
                "bin/java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.15\" 2025-01-01' >&2;"
                        + " else echo \"${MALLOC_MMAP_MAX_-unset} ${MALLOC_TRIM_THRESHOLD_-unset}"
                        + " ${MALLOC_TOP_PAD_-unset}\"; fi");

        // When
        Run train = launch("train", "--recipe", "half.yaml");
        Run demo = launch("demo");

        // Then
        assertThat(train.output()).isEqualTo("0 8000000000 67108864\n");
        assertThat(demo.output()).isEqualTo("unset unset unset\n");
    }

    @Test
    void shouldReportInOneLineThatJavaIsTooOld() throws Exception {
        // Given
        program();
        java("11.0.2");

        // When
        Run run = launch("demo");

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("vestibule: Java 17 or later is needed")
                .contains("is Java 11");
        assertThat(run.output().lines()).hasSize(1);
    }

    @Test
    void shouldNameTheLogWhenTheBuildFails() throws Exception {
        // Given
        sources();
        java("17.0.15");
        script("bin/mvn", "echo '[ERROR] no compiler'; exit 1");

        // When
        Run run = launch("demo");

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("vestibule: building the program")
                .contains("vestibule-build.log")
                .contains("[ERROR] no compiler");
    }

    @Test
    void shouldShowTheEndOfTheLogWhenItContainsNoError() throws Exception {
        // Given
        sources();
        java("17.0.15");
        script("bin/mvn", "echo 'mvn: not enough memory'; exit 1");

        // When
        Run run = launch("demo");

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("the build failed").contains("mvn: not enough memory");
    }

    @Test
    void shouldBuildOnceWhenTwoProcessesStartTogether() throws Exception {
        // Given
        assumeThat(isInstalled("flock")).isTrue();
        sources();
        java("17.0.15");
        script("bin/mvn", """
                echo building >>builds
                read signal <finish
                mkdir -p deploy/app/target
                echo >deploy/app/target/vestibule.jar
                """);
        Path finish = home.resolve("finish");
        new ProcessBuilder("mkfifo", finish.toString()).start().waitFor();
        Process first = start("models");
        Process second = null;
        try (BufferedReader firstOutput = first.inputReader()) {
            assertThat(firstOutput.readLine()).startsWith("vestibule: building the program");
            second = start("topics");
            try (BufferedReader secondOutput = second.inputReader()) {
                assertThat(secondOutput.readLine()).startsWith("vestibule: waiting for a build");

                // When
                Files.writeString(finish, "now\n");

                // Then
                assertThat(firstOutput.readLine()).contains("vestibule.jar><models>");
                assertThat(secondOutput.readLine()).contains("vestibule.jar><topics>");
                assertThat(home.resolve("builds")).hasContent("building");
            }
        } finally {
            end(first);
            end(second);
        }
    }

    private record Run(int exitCode, String output) {}

    private Run launch(String... arguments) throws Exception {
        return run(start(arguments));
    }

    private static Run run(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of("bash", home.resolve("vestibule").toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().merge("PATH", home.resolve("bin") + ":", (path, first) -> first + path);
        builder.environment().remove("VESTIBULE_JAVA_OPTS");
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static void end(@Nullable Process process) {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void sources() throws IOException {
        Files.writeString(home.resolve("pom.xml"), "");
        for (String module : List.of("common", "schemas", "models", "topologies", "deploy")) {
            Files.createDirectories(home.resolve(module));
        }
    }

    private void program() throws IOException {
        Files.createDirectories(home.resolve("deploy/app/target"));
        Files.writeString(home.resolve("deploy/app/target/vestibule.jar"), "");
    }

    private void java(String version) throws IOException {
        script(
                "bin/java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version
                        + "\" 2025-01-01' >&2; else printf '<%s>' \"$@\"; fi");
    }

    private void script(String name, String body) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
