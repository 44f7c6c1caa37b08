package io.vestibule.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.models.Vision;
import io.vestibule.service.testing.DrawnPictures;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the models that the build has prepared. */
@Tag("slow")
class PictureFolderTest {

    private static PreparedModels zoo;
    private static Vision vision;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        zoo = PreparedZoo.models();
        vision = Vision.open(zoo);
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    @Test
    void shouldReadACameraPerSubFolderWhenThereAreSubFolders() throws IOException {
        // Given
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        DrawnPictures.small(one, "1.png");
        DrawnPictures.small(one, "2.png");
        DrawnPictures.small(two, "1.jpg");
        Files.writeString(two.resolve("notes.txt"), "not a picture");

        // Then
        assertThat(new PictureFolder(vision).read(folder, FrameMix.DAY))
                .extracting(sequence -> sequence.loop().size())
                .containsExactly(2, 1);
        assertThat(new PictureFolder(vision).read(one, FrameMix.DAY)).hasSize(1);
    }

    @Test
    void shouldRepeatPicturesWithAFaceOnlyWhenTheMixIsFaces() throws IOException {
        // Given
        DrawnPictures.small(folder, "1.png");
        Files.copy(zoo.photograph("sample1"), folder.resolve("2.jpg"));

        // When
        List<FrameSequence> sequences = new PictureFolder(vision).read(folder, FrameMix.FACES);

        // Then
        assertThat(sequences).hasSize(1);
        assertThat(sequences.get(0).opening()).containsExactly(Files.readAllBytes(folder.resolve("1.png")));
        assertThat(sequences.get(0).loop()).containsExactly(Files.readAllBytes(folder.resolve("2.jpg")));
    }

    @Test
    void shouldExplainTheProblemWhenAFolderCannotBePlayed() throws IOException {
        // Given
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("1.jpg"), "not a picture");

        // Then
        PictureFolder pictures = new PictureFolder(vision);
        assertThatThrownBy(() -> pictures.read(empty, FrameMix.DAY))
                .hasMessageStartingWith("no picture (JPEG, PNG) in");
        assertThatThrownBy(() -> pictures.read(broken, FrameMix.DAY))
                .hasMessageContaining(
                        "1.jpg cannot be decoded: this is no known image format; only JPEG and PNG can be read here");
        assertThatThrownBy(() -> pictures.read(folder.resolve("missing"), FrameMix.DAY))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("cannot be read");
    }
}
