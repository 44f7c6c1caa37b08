package io.vestibule.lab.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.lab.evaluation.verification.PairsFile.Fold;
import io.vestibule.lab.evaluation.verification.PairsFile.ImageName;
import io.vestibule.lab.evaluation.verification.PairsFile.NamedPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsFileTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadFoldsOfMatchedAndThenMismatchedPairs() throws IOException {
        // Given
        Path file = file("2\t1", "Ann_Lee\t1\t3", "Ann_Lee\t1\tBo\t2", "Bo\t1\t2", "Cy\t10\tAnn_Lee\t3", "");

        // When
        PairsFile pairs = PairsFile.read(file);

        // Then
        assertThat(pairs.folds())
                .containsExactly(
                        new Fold(List.of(pair("Ann_Lee", 1, "Ann_Lee", 3)), List.of(pair("Ann_Lee", 1, "Bo", 2))),
                        new Fold(List.of(pair("Bo", 1, "Bo", 2)), List.of(pair("Cy", 10, "Ann_Lee", 3))));
    }

    @Test
    void shouldReadOneNumberAsThePairsOfOneFold() throws IOException {
        // Given
        Path file = file("1", "Ann_Lee 1 3", "Ann_Lee 1 Bo 2");

        // When
        PairsFile pairs = PairsFile.read(file);

        // Then
        assertThat(pairs.folds())
                .containsExactly(
                        new Fold(List.of(pair("Ann_Lee", 1, "Ann_Lee", 3)), List.of(pair("Ann_Lee", 1, "Bo", 2))));
    }

    @Test
    void shouldKeepBlanksInNamesWhenFieldsAreSeparatedByTabs() throws IOException {
        // Given
        Path file = file("1", "Ann Lee\t1\t3", "Ann Lee\t1\tBo\t2");

        // When
        PairsFile pairs = PairsFile.read(file);

        // Then
        assertThat(pairs.folds().get(0).genuine()).containsExactly(pair("Ann Lee", 1, "Ann Lee", 3));
    }

    @Test
    void shouldResolveTheImagePathInLfwLayout() {
        assertThat(new ImageName("Ann_Lee", 12).in(Path.of("lfw"))).isEqualTo(Path.of("lfw/Ann_Lee/Ann_Lee_0012.jpg"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ten                             | :1: expected a number from 1 instead of 'ten'
                    1;Ann 1 2 3 4;Ann 1 Bo 2        | :2: expected a pair of one person: name, number, number
                    1;Ann 1 two;Ann 1 Bo 2          | :2: expected a number from 1 instead of 'two'
                    1;Ann 0 2;Ann 1 Bo 2            | :2: expected a number from 1 instead of '0'
                    1;Ann 2 2;Ann 1 Bo 2            | :2: expected two images, not one twice
                    1;../Ann 1 2;Ann 1 Bo 2         | :2: expected the name of a folder
                    1;Ann 1 2;Bo 1 2                | :3: expected a pair of two people: name, number, name, number
                    1;Ann 1 2;Bo 1 Bo 2             | :3: expected a pair of two people, not of one
                    1;Ann 1 2;;Ann 1 Bo 2           | :3: expected a pair of two people: name, number, name, number
                    1;Ann 1 2                       | :2: the file ends here; expected a pair of two people: name, number, name, number
                    1;Ann 1 2;Ann 1 Bo 2;Ann 1 Cy 2 | :4: expected nothing more, after 1 x 2 x 1 pairs
                    """)
    void shouldReportTheLineAndTheExpectedContent(String lines, String message) throws IOException {
        // Given
        Path file = file(lines.split(";"));

        // Then
        assertThatThrownBy(() -> PairsFile.read(file))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(file + message);
    }

    @Test
    void shouldReportAFileThatCannotBeRead() {
        assertThatThrownBy(() -> PairsFile.read(folder.resolve("none.txt")))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("none.txt: pairs cannot be read");
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("pairs.txt"), List.of(lines));
    }

    private static NamedPair pair(String first, int firstNumber, String second, int secondNumber) {
        return new NamedPair(new ImageName(first, firstNumber), new ImageName(second, secondNumber));
    }
}
