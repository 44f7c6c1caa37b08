package io.vestibule.zoo;

import static io.vestibule.zoo.ZooFixtures.aFolderOfArchives;
import static io.vestibule.zoo.ZooFixtures.aManifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.vestibule.common.Sha256;
import io.vestibule.zoo.FileCheck.State;
import io.vestibule.zoo.fetch.ArchiveFolder;
import io.vestibule.zoo.fetch.PackageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooTest {

    /** A source that always fails. */
    private static final PackageSource UNAVAILABLE = new ArchiveFolder(Path.of("no", "such", "folder"));

    @TempDir
    private Path cache;

    @TempDir
    private Path archives;

    private final List<String> progress = new ArrayList<>();
    private PackageSource packages;
    private Zoo zoo;

    @BeforeEach
    void openZoo() throws IOException {
        ArchiveFolder folder = aFolderOfArchives(archives);
        packages = folder;
        zoo = new Zoo(cache, aManifest(folder));
    }

    @Test
    void shouldFetchAndPrepareEverythingWhenTheCacheIsEmpty() {
        // When
        PreparedModels prepared = zoo.prepare(packages, progress::add);

        // Then
        assertThat(prepared.models().keySet()).containsExactly("tiny", "tiny-stem", "tiny-tail");
        assertThat(prepared.photographs()).hasSize(1).first().satisfies(photo -> assertThat(photo)
                .hasBinaryContent(ZooFixtures.PHOTOGRAPH));
        assertThat(progress)
                .containsExactly(
                        "fetching @acme/tiny@1.0.0", "preparing tiny", "preparing tiny-stem", "preparing tiny-tail");
    }

    @Test
    void shouldUseTheChecksumOfTheFileAsTheModelsId() throws IOException {
        // When
        PreparedModel model = zoo.prepare(packages, progress::add).model("tiny-stem");

        // Then
        assertThat(model.id()).isEqualTo(Sha256.hex(Files.readAllBytes(model.file())));
        assertThat(model.contract()).isEqualTo("tiny-stem@" + model.id().substring(0, 12));
    }

    @Test
    void shouldWriteTheOriginIntoEachModelsMetadata() throws IOException {
        // When
        PreparedModel model = zoo.prepare(packages, progress::add).model("tiny");

        // Then
        StringStringEntryProto metadata =
                ModelProto.parseFrom(Files.readAllBytes(model.file())).getMetadataProps(0);
        assertThat(metadata.getKey()).isEqualTo("vestibule.origin");
        assertThat(metadata.getValue()).startsWith("@acme/tiny@1.0.0 package/tiny.onnx sha256:");
    }

    @Test
    void shouldNotUseTheSourceWhenEverythingIsPrepared() {
        // Given
        PreparedModels first = zoo.prepare(packages, progress::add);
        progress.clear();

        // When
        PreparedModels second = zoo.prepare(UNAVAILABLE, progress::add);

        // Then
        assertThat(second).isEqualTo(first).isEqualTo(zoo.prepared());
        assertThat(progress).isEmpty();
    }

    @Test
    void shouldPrepareFromFetchedFilesWhenOnlyAModelIsMissing() throws IOException {
        // Given
        PreparedModels first = zoo.prepare(packages, progress::add);
        Files.delete(first.model("tiny-tail").file());

        // When
        PreparedModels second = zoo.prepare(UNAVAILABLE, progress::add);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(second.model("tiny-tail").file()).exists();
    }

    @Test
    void shouldNameTheMissingModelWhenNothingWasPrepared() {
        assertThatThrownBy(zoo::prepared)
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("tiny is not prepared")
                .hasMessageEndingWith("run 'vestibule models prepare'");
    }

    @Test
    void shouldRefuseAModelByNameWhenItsFileWasChanged() throws IOException {
        // Given
        zoo.prepare(packages, progress::add);
        Path file = zoo.prepared().model("tiny-stem").file();
        tamper(file);

        // Then
        assertThatThrownBy(zoo::prepared)
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("tiny-stem is refused")
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> zoo.prepare(packages, progress::add)).hasMessageStartingWith("tiny-stem is refused");
    }

    @Test
    void shouldRefuseAPhotographByNameWhenItsFileWasChanged() throws IOException {
        // Given
        tamper(zoo.prepare(packages, progress::add).photograph("photo"));

        // Then
        assertThatThrownBy(zoo::prepared).hasMessageStartingWith("photo.jpg is refused");
    }

    @Test
    void shouldRefuseToPrepareWhenAFetchedFileWasChanged() throws IOException {
        // Given
        Files.delete(zoo.prepare(packages, progress::add).model("tiny").file());
        tamper(original("tiny.onnx"));

        // Then
        assertThatThrownBy(() -> zoo.prepare(packages, progress::add)).hasMessageStartingWith("tiny.onnx is refused");
    }

    @Test
    void shouldNotReplaceAChangedFileWhenAnotherFileOfItsPackageIsFetched() throws IOException {
        // Given
        zoo.prepare(packages, progress::add);
        tamper(original("tiny.onnx"));
        Files.delete(original("photo.jpg"));

        // When
        zoo.prepare(packages, progress::add);

        // Then
        assertThat(zoo.verify())
                .filteredOn(check -> check.state() != State.OK)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.name()).isEqualTo("tiny.onnx");
                    assertThat(check.state()).isEqualTo(State.TAMPERED);
                });
    }

    @Test
    void shouldRefuseAnArchiveWhenItsChecksumIsNotPinned() throws IOException {
        // Given
        tamper(archives.resolve("acme-tiny-1.0.0.tgz"));

        // Then
        assertThatThrownBy(() -> zoo.prepare(packages, progress::add))
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("the archive acme-tiny-1.0.0.tgz is refused")
                .hasMessageContaining("@acme/tiny@1.0.0");
        assertThat(cache.resolve("originals")).doesNotExist();
    }

    @Test
    void shouldRefuseAFileOfAnArchiveWhenItsChecksumIsNotPinned() throws IOException {
        // Given
        // The manifest pins this archive, but another content of its file.
        ArchiveFolder folder = aFolderOfArchives(archives, new byte[] {1, 2, 3});

        // Then
        assertThatThrownBy(() -> new Zoo(cache, aManifest(folder)).prepare(folder, progress::add))
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("the file package/tiny.onnx of @acme/tiny@1.0.0 is refused");
    }

    @Test
    void shouldReportEveryFileAsMissingWhenNothingWasPrepared() {
        // When
        List<FileCheck> checks = zoo.verify();

        // Then
        assertThat(checks).hasSize(5).allMatch(check -> check.state() == State.MISSING);
    }

    @Test
    void shouldReportOnlyAChangedFileAsTampered() throws IOException {
        // Given
        tamper(zoo.prepare(packages, progress::add).model("tiny").file());

        // When
        List<FileCheck> checks = zoo.verify();

        // Then
        assertThat(checks)
                .filteredOn(check -> check.state() == State.TAMPERED)
                .extracting(FileCheck::name)
                .containsExactly("tiny");
        assertThat(checks).filteredOn(check -> check.state() == State.OK).hasSize(4);
    }

    @Test
    void shouldCreateOneCompleteCacheWhenSeveralThreadsPrepareAtOnce() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<PreparedModels> work = () -> zoo.prepare(packages, line -> {});

        // When
        List<Future<PreparedModels>> results =
                threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> work).toList());
        threads.shutdown();

        // Then
        for (Future<PreparedModels> result : results) {
            assertThat(result.get()).isEqualTo(zoo.prepared());
        }
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(5 + 1).noneMatch(file -> file.toString()
                    .endsWith(".part"));
        }
    }

    @Test
    void shouldListTheModelsWhenTheWantedOneDoesNotExist() {
        // Given
        PreparedModels prepared = zoo.prepare(packages, progress::add);

        // Then
        assertThatThrownBy(() -> prepared.model("tinny"))
                .isInstanceOf(ZooException.class)
                .hasMessage("the zoo has no model 'tinny'; choose one of tiny, tiny-stem, tiny-tail");
    }

    @Test
    void shouldUseTheMostSpecificVariableForTheCache() {
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
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }
}
