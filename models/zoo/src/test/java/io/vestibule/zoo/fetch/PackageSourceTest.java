package io.vestibule.zoo.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.NpmPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PackageSourceTest {

    private static final NpmPackage WANTED = new NpmPackage("@acme/tiny", "1.0.0", "sha512-", "MIT", List.of());

    @TempDir
    private Path folder;

    @Test
    void shouldFindTheArchiveInTheFolderWhenItHasNpmsName() throws IOException {
        // Given
        Path archive = Files.createFile(folder.resolve("acme-tiny-1.0.0.tgz"));

        // Then
        assertThat(new ArchiveFolder(folder).archive(WANTED, folder)).isEqualTo(archive);
    }

    @Test
    void shouldNameTheCommandWhenTheFolderHasNoArchive() {
        assertThatThrownBy(() -> new ArchiveFolder(folder).archive(WANTED, folder))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("acme-tiny-1.0.0.tgz")
                .hasMessageContaining("npm pack @acme/tiny@1.0.0");
    }

    @Test
    void shouldUseTheFolderWhenTheEnvironmentNamesOne() {
        assertThat(PackageSource.of(Map.of("VESTIBULE_PACKAGES", "/packages")))
                .isEqualTo(new ArchiveFolder(Path.of("/packages")));
        assertThat(PackageSource.of(Map.of("VESTIBULE_PACKAGES", ""))).isEqualTo(new NpmCommand());
        assertThat(PackageSource.of(Map.of())).isEqualTo(new NpmCommand());
    }

    @Test
    void shouldNameTheAlternativeWhenNpmIsMissing() {
        // Given
        NpmCommand missing = new NpmCommand("no-such-npm", Duration.ofSeconds(10));

        // Then
        assertThatThrownBy(() -> missing.archive(WANTED, folder))
                .isInstanceOf(ZooException.class)
                .hasMessage("npm is missing ('no-such-npm' does not start); install it, or name a folder with "
                        + "acme-tiny-1.0.0.tgz and the other packages by --packages or VESTIBULE_PACKAGES");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "replaces npm by a shell script")
    void shouldRunNpmInTheFolderOfTheArchive() throws IOException {
        // Given
        NpmCommand npm = aProgram("echo \"$1 $2\" > acme-tiny-1.0.0.tgz");

        // When
        Path archive = npm.archive(WANTED, folder);

        // Then
        assertThat(archive).hasParent(folder).hasContent("pack @acme/tiny@1.0.0");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "replaces npm by a shell script")
    void shouldReportTheReasonWhenNpmFails() throws IOException {
        // Given
        NpmCommand npm = aProgram("echo 'npm error code E404'; echo; echo 'npm error Not found' >&2; exit 1");

        // Then
        assertThatThrownBy(() -> npm.archive(WANTED, folder))
                .hasMessage("npm cannot fetch @acme/tiny@1.0.0: npm error code E404, npm error Not found");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "replaces npm by a shell script")
    void shouldStopWhenNpmExceedsItsTimeLimit() throws IOException {
        // Given
        NpmCommand npm = new NpmCommand(aProgram("exec sleep 60").command(), Duration.ofMillis(200));

        // Then
        assertThatThrownBy(() -> npm.archive(WANTED, folder)).hasMessageStartingWith("npm did not fetch");
    }

    private NpmCommand aProgram(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("npm-stand-in"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new NpmCommand(file.toString(), Duration.ofSeconds(30));
    }
}
