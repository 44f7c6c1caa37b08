package io.vestibule.lab.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.evaluation.verification.ImageTemplates;
import org.junit.jupiter.api.Test;

/** People are directions in the plane; the embedding of a face is a few degrees off. */
class MislabelDetectorTest {

    @Test
    void shouldAcceptFacesThatAreNearestToTheirOwnPerson() {
        // Given
        ImageTemplates faces = faces(0, 5, 10, 90, 95, 100);

        // When
        int[] plausible = MislabelDetector.plausible(new int[] {0, 0, 0, 1, 1, 1}, faces);

        // Then
        assertThat(plausible).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void shouldRejectAFaceThatIsNearerToAnotherPerson() {
        // Given
        ImageTemplates faces = faces(0, 5, 92, 90, 95, 100);

        // When
        int[] plausible = MislabelDetector.plausible(new int[] {0, 0, 0, 1, 1, 1}, faces);

        // Then
        assertThat(plausible).containsExactly(0, 1, 3, 4, 5);
    }

    @Test
    void shouldRejectTheSecondOfTwoNamesForOnePerson() {
        // Given
        ImageTemplates faces = faces(-1, 0, 1, 0, 1, 2, 120, 121);

        // When
        int[] plausible = MislabelDetector.plausible(new int[] {0, 0, 0, 1, 1, 1, 2, 2}, faces);

        // Then
        assertThat(plausible).doesNotContain(3, 4, 5).contains(6, 7);
    }

    @Test
    void shouldAcceptAPersonWithOneFaceWhoResemblesAnother() {
        // Given
        ImageTemplates faces = faces(0, 5, 10, 8);

        // When
        int[] plausible = MislabelDetector.plausible(new int[] {0, 0, 0, 1}, faces);

        // Then
        assertThat(plausible).contains(3);
    }

    private static ImageTemplates faces(int... degrees) {
        ImageTemplates faces = new ImageTemplates(degrees.length, 2);
        for (int face = 0; face < degrees.length; face++) {
            double angle = Math.toRadians(degrees[face]);
            faces.set(face, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
        }
        return faces;
    }
}
