package io.vestibule.lab.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.evaluation.verification.ImageTemplates;
import org.junit.jupiter.api.Test;

/** People are directions in the plane, a face some degrees off. */
class MislabelDetectorTest {

    @Test
    void shouldBelieveFacesThatAreNearestToTheirOwnPerson() {
        int[] sure = MislabelDetector.without(new int[] {0, 0, 0, 1, 1, 1}, faces(0, 5, 10, 90, 95, 100));

        assertThat(sure).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void shouldDoubtAFaceThatIsNearerToSomebodyElse() {
        // Given: the third face of the first person is the second person's
        int[] sure = MislabelDetector.without(new int[] {0, 0, 0, 1, 1, 1}, faces(0, 5, 92, 90, 95, 100));

        assertThat(sure).containsExactly(0, 1, 3, 4, 5);
    }

    @Test
    void shouldDoubtTheSecondOfTwoNamesForOnePerson() {
        int[] sure = MislabelDetector.without(new int[] {0, 0, 0, 1, 1, 1, 2, 2}, faces(-1, 0, 1, 0, 1, 2, 120, 121));

        assertThat(sure).doesNotContain(3, 4, 5).contains(6, 7);
    }

    @Test
    void shouldBelieveSomebodyWithOneFace() {
        // Given: he looks very much like the first person, but not everybody who does is him
        int[] sure = MislabelDetector.without(new int[] {0, 0, 0, 1}, faces(0, 5, 10, 8));

        assertThat(sure).contains(3);
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
