package io.vestibule.zoo;

import static io.vestibule.zoo.ZooFixtures.aFolderOfArchives;
import static io.vestibule.zoo.ZooFixtures.aManifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.vestibule.zoo.FileCheck.State;
import io.vestibule.zoo.fetch.ArchiveFolder;
import io.vestibule.zoo.fetch.PackageSource;
import io.vestibule.zoo.files.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooTest {
    /** Asked for anything, it throws. */
    private static final PackageSource NOWHERE = new ArchiveFolder(Path.of("no", "such", "folder"));

    @TempDir
    private Path cache;

    @TempDir
    private Path archives;

    private final List<String> said = new ArrayList<>();
    private PackageSource packages;
    private Zoo zoo;

    @BeforeEach
    void openZoo() throws IOException {
        var folder = aFolderOfArchives(archives);
        packages = folder;
        zoo = new Zoo(cache, aManifest(folder));
    }

    @Test
    void shouldFetchAndPrepareEverythingWhenTheCacheIsEmpty() {
        // When
        var prepared = zoo.prepare(packages, said::add);

        // Then
        assertThat(prepared.models().keySet()).containsExactly("tiny", "tiny-stem", "tiny-tail");
        assertThat(prepared.photographs()).hasSize(1).first().satisfies(photo -> assertThat(photo)
                .hasBinaryContent(ZooFixtures.PHOTOGRAPH));
        assertThat(said)
                .containsExactly(
                        "fetching @acme/tiny@1.0.0", "preparing tiny", "preparing tiny-stem", "preparing tiny-tail");
    }

    @Test
    void shouldNameEachModelByTheChecksumOfItsFile() throws IOException {
        // When
        var model = zoo.prepare(packages, said::add).model("tiny-stem");

        // Then
        assertThat(model.id()).isEqualTo(Checksums.sha256(Files.readAllBytes(model.file())));
        assertThat(model.contract()).isEqualTo("tiny-stem@" + model.id().substring(0, 12));
    }

    @Test
    void shouldWriteIntoEachModelWhatItWasMadeOf() throws IOException {
        // When
        var model = zoo.prepare(packages, said::add).model("tiny");

        // Then
        var metadata = ModelProto.parseFrom(Files.readAllBytes(model.file())).getMetadataProps(0);
        assertThat(metadata.getKey()).isEqualTo("vestibule.origin");
        assertThat(metadata.getValue()).startsWith("@acme/tiny@1.0.0 package/tiny.onnx sha256:");
    }

    @Test
    void shouldAskNoSourceForAnythingWhenEverythingIsPrepared() {
        // Given
        var first = zoo.prepare(packages, said::add);
        said.clear();

        // When
        var second = zoo.prepare(NOWHERE, said::add);

        // Then
        assertThat(second).isEqualTo(first).isEqualTo(zoo.prepared());
        assertThat(said).isEmpty();
    }

    @Test
    void shouldPrepareAgainFromWhatWasFetchedWhenOnlyAModelIsGone() throws IOException {
        // Given
        var first = zoo.prepare(packages, said::add);
        Files.delete(first.model("tiny-tail").file());

        // When
        var second = zoo.prepare(NOWHERE, said::add);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(second.model("tiny-tail").file()).exists();
    }

    @Test
    void shouldNameWhatIsMissingWhenNothingWasPrepared() {
        assertThatThrownBy(zoo::prepared)
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("tiny is not prepared")
                .hasMessageEndingWith("run 'vestibule models prepare'");
    }

    @Test
    void shouldRefuseAModelByNameWhenItsFileWasChanged() throws IOException {
        // Given
        zoo.prepare(packages, said::add);
        var file = zoo.prepared().model("tiny-stem").file();
        tamper(file);

        // Then
        assertThatThrownBy(zoo::prepared)
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("tiny-stem is refused")
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> zoo.prepare(packages, said::add)).hasMessageStartingWith("tiny-stem is refused");
    }

    @Test
    void shouldRefuseAPhotographByNameWhenItsFileWasChanged() throws IOException {
        // Given
        tamper(zoo.prepare(packages, said::add).photograph("photo"));

        // Then
        assertThatThrownBy(zoo::prepared).hasMessageStartingWith("photo.jpg is refused");
    }

    @Test
    void shouldPrepareNothingFromAFetchedFileThatWasChanged() throws IOException {
        // Given
        Files.delete(zoo.prepare(packages, said::add).model("tiny").file());
        tamper(original("tiny.onnx"));

        // Then
        assertThatThrownBy(() -> zoo.prepare(packages, said::add)).hasMessageStartingWith("tiny.onnx is refused");
    }

    @Test
    void shouldReplaceNoChangedFileWhenItFetchesAnotherOneFromItsPackage() throws IOException {
        // Given
        zoo.prepare(packages, said::add);
        tamper(original("tiny.onnx"));
        Files.delete(original("photo.jpg"));

        // When
        zoo.prepare(packages, said::add);

        // Then
        assertThat(zoo.verify())
                .filteredOn(finding -> finding.state() != State.OK)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.name()).isEqualTo("tiny.onnx");
                    assertThat(finding.state()).isEqualTo(State.TAMPERED);
                });
    }

    @Test
    void shouldRefuseAnArchiveWhenItIsNotTheOneThatIsPinned() throws IOException {
        // Given
        tamper(archives.resolve("acme-tiny-1.0.0.tgz"));

        // Then
        assertThatThrownBy(() -> zoo.prepare(packages, said::add))
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("the archive acme-tiny-1.0.0.tgz is refused")
                .hasMessageContaining("@acme/tiny@1.0.0");
        assertThat(cache.resolve("originals")).doesNotExist();
    }

    @Test
    void shouldRefuseAFileOfAnArchiveWhenItIsNotTheOneThatIsPinned() throws IOException {
        // Given a manifest that pins the archive as it is, and another file
        var folder = aFolderOfArchives(archives, new byte[] {1, 2, 3});

        // Then
        assertThatThrownBy(() -> new Zoo(cache, aManifest(folder)).prepare(folder, said::add))
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("the file package/tiny.onnx of @acme/tiny@1.0.0 is refused");
    }

    @Test
    void shouldFindEveryFileMissingOrOkOrTampered() throws IOException {
        // Given
        assertThat(zoo.verify()).hasSize(5).allMatch(finding -> finding.state() == State.MISSING);

        // When
        var prepared = zoo.prepare(packages, said::add);
        tamper(prepared.model("tiny").file());

        // Then
        assertThat(zoo.verify())
                .filteredOn(finding -> finding.state() == State.TAMPERED)
                .extracting(FileCheck::name)
                .containsExactly("tiny");
        assertThat(zoo.verify())
                .filteredOn(finding -> finding.state() == State.OK)
                .hasSize(4);
    }

    @Test
    void shouldLeaveOneWholeCacheWhenSeveralPrepareAtOnce() throws Exception {
        // Given
        var threads = Executors.newFixedThreadPool(4);
        Callable<PreparedModels> work = () -> zoo.prepare(packages, line -> {});

        // When
        var results =
                threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> work).toList());
        threads.shutdown();

        // Then
        for (var result : results) {
            assertThat(result.get()).isEqualTo(zoo.prepared());
        }
        try (var files = Files.walk(cache)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(5 + 1).noneMatch(file -> file.toString()
                    .endsWith(".part"));
        }
    }

    @Test
    void shouldSayWhatThereIsWhenAskedForAModelThatIsNotThere() {
        // Given
        var prepared = zoo.prepare(packages, said::add);

        // Then
        assertThatThrownBy(() -> prepared.model("tinny"))
                .isInstanceOf(ZooException.class)
                .hasMessage("the zoo has no model 'tinny', only tiny, tiny-stem, tiny-tail");
    }

    @Test
    void shouldFindTheCacheByTheMostParticularVariable() {
        assertThat(Zoo.defaultCache(Map.of("VESTIBULE_CACHE", "/a", "XDG_CACHE_HOME", "/b")))
                .isEqualTo(Path.of("/a"));
        assertThat(Zoo.defaultCache(Map.of("VESTIBULE_CACHE", " ", "XDG_CACHE_HOME", "/b")))
                .isEqualTo(Path.of("/b/vestibule"));
        assertThat(Zoo.defaultCache(Map.of())).isEqualTo(Path.of(System.getProperty("user.home"), ".cache/vestibule"));
    }

    private Path original(String name) {
        return new ModelCache(cache).original(zoo.manifest().file(name));
    }

    private static void tamper(Path file) throws IOException {
        var content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }
}
