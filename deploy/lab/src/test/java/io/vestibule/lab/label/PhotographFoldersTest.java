package io.vestibule.lab.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PhotographFoldersTest {

    @TempDir
    private Path directory;

    @Test
    void shouldFindImagesByNameAndPeopleByFolder() throws IOException {
        // Given
        image("faces/Zoë/b.JPG");
        image("faces/Zoë/a.png");
        image("faces/stranger.jpeg");
        image("faces/.hidden/a.jpg");
        image("faces/Zoë/notes.txt");

        // When
        List<Photograph> found = PhotographFolders.read(List.of(directory.resolve("faces")));

        // Then
        assertThat(found)
                .extracting(Photograph::name)
                .containsExactly("faces/stranger.jpeg", "faces/Zoë/a.png", "faces/Zoë/b.JPG");
        assertThat(found.get(0).identity()).isEmpty();
        assertThat(found.get(1).identity()).contains("Zoë");
    }

    /** Otherwise one person would be two identities, possibly on both sides of the split. */
    @Test
    void shouldUseOneIdentityForBothUnicodeFormsOfAName() throws IOException {
        // Given
        image("here/Zo\u00eb/a.jpg");
        image("there/Zoe\u0308/b.jpg");

        // When
        List<Photograph> found = PhotographFolders.read(List.of(directory.resolve("here"), directory.resolve("there")));

        // Then
        assertThat(found).extracting(Photograph::identity).containsOnly(Optional.of("Zo\u00eb"));
        assertThat(found).allSatisfy(photograph -> assertThat(photograph.file()).exists());
    }

    @Test
    void shouldRejectABlankName() throws IOException {
        // Given
        image("faces/ /a.jpg");

        // When, then
        assertThatThrownBy(() -> PhotographFolders.read(List.of(directory.resolve("faces"))))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("blank");
    }

    @Test
    void shouldRejectANameWithALineBreak() throws IOException {
        // Given
        image("faces/Ada/one\nmore.jpg");

        // When, then
        assertThatThrownBy(() -> PhotographFolders.read(List.of(directory.resolve("faces"))))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("rename");
    }

    /** Two people whose names are not text in this JVM's encoding, as for example Chinese names in the C locale. */
    @Test
    void shouldRejectNamesThatCannotBeDecoded() throws Exception {
        // Given
        image("faces/Ada/a.jpg");
        for (String bytes : List.of("\\377\\376", "\\376\\377")) {
            run("mkdir \"faces/$(printf '" + bytes + "')\" && cp faces/Ada/a.jpg \"faces/$(printf '" + bytes + "')\"");
        }

        // When, then
        assertThatThrownBy(() -> PhotographFolders.read(List.of(directory.resolve("faces"))))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("LC_ALL=C.UTF-8");
    }

    private void image(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {1});
    }

    private void run(String command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", command)
                        .directory(directory.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
