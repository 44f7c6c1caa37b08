package io.vestibule.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a small class and two files in a real jar. */
class NativeLibrariesTest {

    private static final List<String> FILES = List.of("/native/linux/libdoor.so", "/native/linux/libdoor_jni.so");

    @TempDir
    private Path folder;

    private Path cache;
    private URLClassLoader loader;
    private Class<?> owner;

    @BeforeEach
    void packJar() throws Exception {
        cache = folder.resolve("cache");
        NativeLibraries.unpackInto(cache);
        open(jar("door.jar", "first"));
    }

    @AfterEach
    void closeJar() throws IOException {
        loader.close();
    }

    @Test
    void shouldUnpackOnceForAllStarts() throws IOException {
        // Given
        Path unpacked = NativeLibraries.unpack("door", owner, FILES).orElseThrow();
        FileTime written = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(unpacked.resolve("libdoor.so"), written);

        // When
        Path again = NativeLibraries.unpack("door", owner, FILES).orElseThrow();

        // Then
        assertThat(again).isEqualTo(unpacked).startsWith(cache);
        assertThat(again.resolve("libdoor.so")).hasContent("first");
        assertThat(again.resolve("libdoor_jni.so")).hasContent("jni");
        assertThat(Files.getLastModifiedTime(again.resolve("libdoor.so"))).isEqualTo(written);
    }

    @Test
    void shouldKeepTheVersionsOfTwoProgramsApart() throws Exception {
        // Given
        Path first = NativeLibraries.unpack("door", owner, FILES).orElseThrow();
        loader.close();
        open(jar("newer.jar", "other"));

        // When
        Path second = NativeLibraries.unpack("door", owner, FILES).orElseThrow();

        // Then
        assertThat(first.resolve("libdoor.so")).hasContent("first");
        assertThat(second.resolve("libdoor.so")).hasContent("other");
    }

    @Test
    void shouldCompleteWhatAKilledProcessLeftBehind() throws IOException {
        // Given
        Path unpacked = NativeLibraries.unpack("door", owner, FILES).orElseThrow();
        Files.delete(unpacked.resolve("libdoor_jni.so"));
        Files.writeString(unpacked.resolve("libdoor_jni.so" + AtomicFile.SUFFIX), "half");
        Files.writeString(unpacked.resolve("libdoor.so"), "cut");

        // When
        NativeLibraries.unpack("door", owner, FILES);

        // Then
        assertThat(unpacked.resolve("libdoor.so")).hasContent("first");
        assertThat(unpacked.resolve("libdoor_jni.so")).hasContent("jni");
        assertThat(unpacked.toFile().list()).containsExactlyInAnyOrder(".lock", "libdoor.so", "libdoor_jni.so");
    }

    @Test
    void shouldUnpackFromSeveralThreadsAtOnce() {
        // When
        List<CompletableFuture<Path>> all = IntStream.range(0, 8)
                .mapToObj(thread -> CompletableFuture.supplyAsync(
                        () -> NativeLibraries.unpack("door", owner, FILES).orElseThrow()))
                .toList();

        // Then
        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void shouldUseAPrivateFolderWhenTheCacheCannotBeWritten() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        NativeLibraries.unpackInto(file);

        // When
        Path unpacked = NativeLibraries.unpack("door", owner, FILES).orElseThrow();

        // Then
        try {
            assertThat(unpacked.resolve("libdoor.so")).hasContent("first");
            assertThat(unpacked).startsWith(Path.of(System.getProperty("java.io.tmpdir")));
        } finally {
            try (Stream<Path> files = Files.list(unpacked)) {
                for (Path left : files.toList()) {
                    Files.delete(left);
                }
            }
            Files.delete(unpacked);
        }
    }

    @Test
    void shouldReturnNothingWhenTheJarHasNoLibraryForThePlatform() {
        assertThat(NativeLibraries.unpack("door", owner, List.of("/native/plan9/libdoor.so")))
                .isEmpty();
    }

    private void open(Path jar) throws Exception {
        loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        owner = loader.loadClass(Owner.class.getName());
    }

    private Path jar(String name, String content) throws IOException {
        Path jar = folder.resolve(name);
        String self = Owner.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var code = Owner.class.getClassLoader().getResourceAsStream(self)) {
            out.putNextEntry(new JarEntry(self));
            code.transferTo(out);
            out.putNextEntry(new JarEntry(FILES.get(0).substring(1)));
            out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry(FILES.get(1).substring(1)));
            out.write("jni".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return jar;
    }

    /** Stands for a class of a library. */
    static final class Owner {}
}
