package io.vestibule.training.evaluation;

import io.vestibule.models.matching.Vectors;
import io.vestibule.models.verification.PairScores;
import io.vestibule.training.data.TrainingExample;
import io.vestibule.training.evaluation.ValidationMetrics.Verification;
import java.util.List;
import java.util.OptionalDouble;

/** Compares embeddings of faces whose people are known, every one with every other. */
public final class VerificationEvaluator {

    private static final double FALSE_MATCH_RATE = 1e-3;

    private final List<TrainingExample> faces;
    private final float[][] teacher;
    private final long genuine;

    /** @param faces at least two, each with an identity */
    public VerificationEvaluator(List<TrainingExample> faces) {
        this.faces = faces;
        this.teacher = faces.stream().map(TrainingExample::teacher).toArray(float[][]::new);
        this.genuine = pairsOfOnePerson();
    }

    public List<TrainingExample> faces() {
        return faces;
    }

    /** What the teacher itself reaches with the same pairs. */
    public Verification teacher() {
        return own(teacher);
    }

    /** @param student unit embeddings of the faces, in their order */
    public ValidationMetrics of(float[][] student) {
        boolean comparable = student[0].length == teacher[0].length;
        double sum = 0;
        for (int i = 0; comparable && i < student.length; i++) {
            sum += Vectors.dot(student[i], 0, teacher[i]);
        }
        Verification none = new Verification(0, OptionalDouble.empty(), 0, 0);
        return new ValidationMetrics(sum / student.length, own(student), comparable ? cross(student) : none);
    }

    /** Each pair once. */
    private Verification own(float[][] embeddings) {
        long pairs = (long) faces.size() * (faces.size() - 1) / 2;
        Sheet sheet = new Sheet(genuine, pairs - genuine);
        for (int i = 0; i < embeddings.length; i++) {
            for (int j = 0; j < i; j++) {
                sheet.add(samePerson(i, j), Vectors.dot(embeddings[i], 0, embeddings[j]));
            }
        }
        return sheet.verification();
    }

    /** Each pair twice: one is the probe, then the other. A face is never held against itself. */
    private Verification cross(float[][] student) {
        long pairs = (long) faces.size() * (faces.size() - 1);
        Sheet sheet = new Sheet(2 * genuine, pairs - 2 * genuine);
        for (int i = 0; i < student.length; i++) {
            for (int j = 0; j < student.length; j++) {
                if (i != j) {
                    sheet.add(samePerson(i, j), Vectors.dot(student[i], 0, teacher[j]));
                }
            }
        }
        return sheet.verification();
    }

    private boolean samePerson(int i, int j) {
        String identity = faces.get(i).identity();
        return identity != null && identity.equals(faces.get(j).identity());
    }

    private long pairsOfOnePerson() {
        long pairs = 0;
        for (int i = 0; i < faces.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs += samePerson(i, j) ? 1 : 0;
            }
        }
        return pairs;
    }

    /** Scores as they come. */
    private static final class Sheet {

        private final float[] genuine;
        private final float[] impostor;
        private int genuines;
        private int impostors;

        Sheet(long genuine, long impostor) {
            this.genuine = new float[Math.toIntExact(genuine)];
            this.impostor = new float[Math.toIntExact(impostor)];
        }

        void add(boolean samePerson, float score) {
            if (samePerson) {
                genuine[genuines++] = score;
            } else {
                impostor[impostors++] = score;
            }
        }

        Verification verification() {
            PairScores scores = PairScores.of(genuine, impostor);
            if (!scores.hasBothKinds()) {
                return new Verification(0, OptionalDouble.empty(), genuines, impostors);
            }
            return new Verification(
                    scores.mostAccurate().accuracy(),
                    scores.atFalseMatchRate(FALSE_MATCH_RATE).stream()
                            .mapToDouble(rates -> rates.falseNonMatchRate())
                            .findFirst(),
                    genuines,
                    impostors);
        }
    }
}
