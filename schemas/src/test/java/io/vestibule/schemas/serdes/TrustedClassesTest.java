package io.vestibule.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.vestibule.schemas.ExampleRecords;
import io.vestibule.schemas.FaceSighting;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test loads Avro and the generated classes once more, as a new JVM does. */
class TrustedClassesTest {

    @ParameterizedTest
    @ValueSource(classes = {BuildRecords.class, DecodeRecord.class})
    void shouldUseGeneratedClassesWhenNoSerdeIsLoaded(Class<? extends Runnable> use) {
        // When
        ThrowingCallable firstUse = () -> runInFreshLoader(use);

        // Then
        assertThatCode(firstUse).doesNotThrowAnyException();
    }

    @Test
    void shouldUseSerdeWhenNoGeneratedClassIsLoaded() {
        // When
        ThrowingCallable firstUse = () -> runInFreshLoader(UseSerde.class);

        // Then
        assertThatCode(firstUse).doesNotThrowAnyException();
    }

    private static void runInFreshLoader(Class<? extends Runnable> program) throws Exception {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(TrustedClassesTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader fresh = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Object loaded =
                    fresh.loadClass(program.getName()).getDeclaredConstructor().newInstance();
            ((Runnable) loaded).run();
        }
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Builders read the defaults of nested records, which Avro creates by the class's name. */
    public static final class BuildRecords implements Runnable {

        @Override
        public void run() {
            ExampleRecords.all();
        }
    }

    /** Decodes with Avro's own decoder. */
    public static final class DecodeRecord implements Runnable {

        @Override
        public void run() {
            try {
                FaceSighting.fromByteBuffer(ExampleRecords.sighting().toByteBuffer());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    /** Creates the serde first. */
    public static final class UseSerde implements Runnable {

        @Override
        public void run() {
            AvroSerde<FaceSighting> serde = AvroSerde.of(FaceSighting.class);
            serde.deserializer().deserialize("faces", serde.serializer().serialize("faces", ExampleRecords.sighting()));
        }
    }
}
