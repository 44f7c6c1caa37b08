package io.vestibule.lab.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.lab.evaluation.verification.ImagePairs.Scored;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.models.verification.PairScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses templates of two dimensions. */
class ImagePairsTest {

    @TempDir
    private Path folder;

    @Test
    void shouldCompareAllPairsOfImages() throws IOException {
        // Given
        touch("ann/a.jpg", "ann/b.JPEG", "ann/notes.txt", "bo/c.png", "cy/d.jpg");
        ImagePairs pairs = ImagePairs.all(folder);
        ImageTemplates templates = templates(new float[][] {{1, 0}, {1, 0}, {0, 1}, {0.6f, 0.8f}});

        // When
        Scored scored = pairs.score(templates, templates);

        // Then
        // Ann with ann 1; ann with bo 0, twice; ann with cy 0.6, twice; bo with cy 0.8.
        assertThat(pairs.images())
                .extracting(Path::getFileName)
                .map(Path::toString)
                .containsExactly("a.jpg", "b.JPEG", "c.png", "d.jpg");
        assertThat(scored.all().genuine()).isEqualTo(1);
        assertThat(scored.all().impostor()).isEqualTo(5);
        assertThat(scored.all().at(0.7f)).isEqualTo(new ErrorRates(0.7f, 0.2, 0));
        assertThat(scored.all().at(0.5f)).isEqualTo(new ErrorRates(0.5f, 0.6, 0));
    }

    @Test
    void shouldAssignEachPersonToOneFold() throws IOException {
        // Given
        // Twenty-one people with two images each, of whom ten folds get two each, and the first fold three.
        for (int person = 0; person < 21; person++) {
            touch("%02d/1.jpg".formatted(person), "%02d/2.jpg".formatted(person));
        }
        ImagePairs pairs = ImagePairs.all(folder);
        ImageTemplates templates = templates(new float[42][2]);

        // When
        Scored scored = pairs.score(templates, templates);

        // Then
        assertThat(scored.folds()).extracting(PairScores::genuine).containsExactly(3, 2, 2, 2, 2, 2, 2, 2, 2, 2);
        assertThat(scored.folds()).extracting(PairScores::impostor).containsExactly(12, 4, 4, 4, 4, 4, 4, 4, 4, 4);
        assertThat(scored.all().genuine()).isEqualTo(21);
        assertThat(scored.all().impostor()).isEqualTo(840);
    }

    @Test
    void shouldScoreAllPairsWhenThereAreMoreImagesThanInABlock() throws IOException {
        // Given
        // Three hundred images at angles of a hundredth, a hundred of each person.
        float[][] rows = new float[300][];
        for (int image = 0; image < 300; image++) {
            touch("%d/%02d.jpg".formatted(image / 100, image % 100));
            rows[image] = new float[] {(float) Math.cos(image / 100.0), (float) Math.sin(image / 100.0)};
        }
        ImageTemplates templates = templates(rows);

        // When
        PairScores scores = ImagePairs.all(folder).score(templates, templates).all();

        // Then
        // Pairs up to 99 apart match; of one person's first image with the next's none, of the second 1, up to 99.
        ErrorRates rates = scores.at((float) Math.cos(0.995));
        assertThat(scores.genuine()).isEqualTo(3 * 4950);
        assertThat(scores.impostor()).isEqualTo(30_000);
        assertThat(rates.falseNonMatchRate()).isZero();
        assertThat(rates.falseMatchRate()).isEqualTo(2 * 4950 / 30_000.0);
    }

    @Test
    void shouldNeverMatchAnImageWithoutAFace() throws IOException {
        // Given
        touch("ann/1.jpg", "ann/2.jpg", "bo/1.jpg");
        ImageTemplates templates = new ImageTemplates(3, 2);
        templates.set(0, new float[] {1, 0});
        templates.set(2, new float[] {1, 0});

        // When
        PairScores scores = ImagePairs.all(folder).score(templates, templates).all();

        // Then
        assertThat(scores.at(-1)).isEqualTo(new ErrorRates(-1, 0.5, 1));
    }

    @Test
    void shouldCompareGalleryTemplatesWithProbes() throws IOException {
        // Given
        touch("ann/ann_0001.jpg", "ann/ann_0002.jpg", "bo/bo_0001.jpg");
        Path file = Files.write(folder.resolve("pairs.txt"), List.of("1", "ann\t1\t2", "bo\t1\tann\t2"));
        ImageTemplates gallery = templates(new float[][] {{1, 0}, {0, 0}, {0, 1}});
        ImageTemplates probes = templates(new float[][] {{0, 0}, {0.6f, 0.8f}, {0, 0}});

        // When
        PairScores scores =
                ImagePairs.listed(file, folder).score(gallery, probes).all();

        // Then
        assertThat(scores.at(0.6f)).isEqualTo(new ErrorRates(0.6f, 1, 0));
        assertThat(scores.at(0.7f)).isEqualTo(new ErrorRates(0.7f, 1, 1));
        assertThat(scores.at(0.9f)).isEqualTo(new ErrorRates(0.9f, 0, 1));
    }

    @Test
    void shouldListMissingImages() throws IOException {
        // Given
        touch("ann/ann_0001.jpg");
        Path file = Files.write(folder.resolve("pairs.txt"), List.of("1", "ann\t1\t2", "bo\t1\tann\t2"));

        // Then
        assertThatThrownBy(() -> ImagePairs.listed(file, folder))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("2 of 3 images are missing: " + folder.resolve("ann/ann_0002.jpg") + ", "
                        + folder.resolve("bo/bo_0001.jpg"));
    }

    @Test
    void shouldRejectImagesWithoutAPerson() throws IOException {
        // Given
        touch("ann/1.jpg", "ann/2.jpg", "stray.png");

        // Then
        assertThatThrownBy(() -> ImagePairs.all(folder))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("images without a person");
    }

    @Test
    void shouldRejectAFolderWithoutPairs() throws IOException {
        // Given
        touch("ann/1.jpg", "bo/notes.txt");

        // Then
        assertThatThrownBy(() -> ImagePairs.all(folder))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(folder + ": fewer than two images in its sub-folders");
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private static ImageTemplates templates(float[][] rows) {
        ImageTemplates templates = new ImageTemplates(rows.length, 2);
        for (int image = 0; image < rows.length; image++) {
            templates.set(image, rows[image]);
        }
        return templates;
    }
}
