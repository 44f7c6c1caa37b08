package io.vestibule.lab.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.dataset.select.Split;
import io.vestibule.zoo.students.StudentFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateTest {

    @ParameterizedTest
    @CsvSource({
        "0.2, 0.2, true",
        "0.2, 0.1, true",
        "0.2, 0.3, false",
        "0.2, , false",
        "1.0, , true",
        ", 0.2, true",
        ", 0.21, false",
        "some, 0.2, false"
    })
    void shouldBeEvaluatedOnPeopleOutsideTheTrainingData(String heldOut, Double evaluated, boolean expected) {
        // Given
        Map<String, String> metadata = heldOut == null ? Map.of() : Map.of(StudentFile.VALIDATION, heldOut);

        // When
        Candidate candidate = candidate(metadata, Optional.ofNullable(evaluated).map(Split::new));

        // Then
        assertThat(candidate.isEvaluatedOnHeldOutPeople()).isEqualTo(expected);
    }

    private static Candidate candidate(Map<String, String> metadata, Optional<Split> evaluationSplit) {
        StudentFile file = new StudentFile(
                Path.of("student.onnx"), "0".repeat(64), metadata, "input", 112, "output", 512, 1_000_000);
        return new Candidate(file, "mobilefacenet", Optional.empty(), evaluationSplit);
    }
}
