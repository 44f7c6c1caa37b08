package io.vestibule.lab.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutPhotographsTest {

    @TempDir
    private Path one;

    @TempDir
    private Path other;

    @Test
    void shouldUseExactlyTheHeldOutPeople() throws IOException {
        // Given
        for (int person = 0; person < 50; person++) {
            photographs(one, "person-" + person, 2);
        }
        Split split = new Split(0.2);

        // When
        HeldOutPhotographs heldOut = HeldOutPhotographs.read(List.of(one), Optional.of(split), 50);

        // Then
        assertThat(heldOut.ofIdentities()).isEqualTo(50);
        assertThat(heldOut.identities()).isBetween(4, 18);
        assertThat(heldOut.photographs())
                .hasSize(2 * heldOut.identities())
                .allMatch(photograph -> split.of(photograph.identity().orElseThrow()) == SplitSide.VALIDATION);
    }

    @Test
    void shouldMergeSubFoldersOfOneNameAndLimitTheirPhotographs() throws IOException {
        // Given
        photographs(one, "ann", 6);
        photographs(other, "ann", 6);
        photographs(other, "bo", 3);

        // When
        HeldOutPhotographs heldOut = HeldOutPhotographs.read(List.of(one, other), Optional.empty(), 4);

        // Then
        assertThat(heldOut.people()).containsExactly(0, 0, 0, 0, 1, 1, 1);
        assertThat(heldOut.photographs().subList(0, 4))
                .extracting(photograph -> photograph.file().toString())
                .containsExactly(
                        one.resolve("ann/0.jpg").toString(),
                        one.resolve("ann/3.jpg").toString(),
                        other.resolve("ann/0.jpg").toString(),
                        other.resolve("ann/3.jpg").toString());
    }

    @Test
    void shouldUseAllPeopleWithoutASplit() throws IOException {
        // Given
        for (int person = 0; person < 50; person++) {
            photographs(one, "person-" + person, 2);
        }

        // When
        HeldOutPhotographs all = HeldOutPhotographs.read(List.of(one), Optional.empty(), 50);

        // Then
        assertThat(all.identities()).isEqualTo(50);
    }

    @Test
    void shouldRejectFoldersWithFewerThanTwoPeople() throws IOException {
        // Given
        photographs(one, "ann", 2);

        // When
        Throwable failure = catchThrowable(() -> HeldOutPhotographs.read(List.of(one), Optional.empty(), 5));

        // Then
        assertThat(failure).isInstanceOf(GateException.class).hasMessageContaining("at least 2 are needed");
    }

    @Test
    void shouldRejectPhotographsWithoutAnIdentity() throws IOException {
        // Given
        photographs(one, "ann", 2);
        Files.write(one.resolve("loose.jpg"), new byte[1]);

        // When
        Throwable failure = catchThrowable(() -> HeldOutPhotographs.read(List.of(one), Optional.empty(), 5));

        // Then
        assertThat(failure).isInstanceOf(GateException.class).hasMessageContaining("images without an identity");
    }

    @Test
    void shouldRejectAMissingFolder() {
        // Given
        Path missing = one.resolve("none");

        // When
        Throwable failure = catchThrowable(() -> HeldOutPhotographs.read(List.of(missing), Optional.empty(), 5));

        // Then
        assertThat(failure).isInstanceOf(GateException.class).hasMessageContaining("not a folder");
    }

    private static void photographs(Path folder, String person, int count) throws IOException {
        Path own = Files.createDirectories(folder.resolve(person));
        for (int number = 0; number < count; number++) {
            Files.write(own.resolve(number + ".jpg"), new byte[1]);
        }
    }
}
