package io.vestibule.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.TopologyDescription;

/**
 * The expected description of a topology, as a resource file beside the test. A changed name of a node or store would lose the
 * state of running applications.
 *
 * <p>To write the files after an intended change: {@code mvn -pl topologies -am test -Dtest='*TopologyTest' -Dgolden.update=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
public final class GoldenText {

    private static final String UPDATE = "golden.update";
    private static final Path RESOURCES = Path.of("src/test/resources");

    private final Path file;

    private GoldenText(Path file) {
        this.file = file;
    }

    /** The file of a name in the package of the test. */
    public static GoldenText of(Class<?> test, String name) {
        return new GoldenText(
                RESOURCES.resolve(test.getPackageName().replace('.', '/')).resolve(name));
    }

    /** Compares a description with the file, or writes the file if the system property {@code golden.update} is true. */
    public void assertEquals(TopologyDescription description) {
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, description.toString());
            }
            assertThat(description.toString())
                    .as("%s; the Javadoc of GoldenText describes how to write it", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
