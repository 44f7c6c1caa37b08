package io.vestibule.training.evaluation;

import io.vestibule.models.matching.Vectors;
import io.vestibule.models.verification.PairScores;
import io.vestibule.training.data.TrainingExample;
import io.vestibule.training.evaluation.ValidationMetrics.Verification;
import java.util.List;
import java.util.OptionalDouble;

/** Computes verification metrics by comparing every face with every other one. */
public final class VerificationEvaluator {

    private static final double FALSE_MATCH_RATE = 1e-3;

    private final List<TrainingExample> examples;
    private final float[][] teacher;
    private final long genuinePairs;

    /** @param examples at least two, each with an identity */
    public VerificationEvaluator(List<TrainingExample> examples) {
        this.examples = examples;
        this.teacher = examples.stream().map(TrainingExample::teacherEmbedding).toArray(float[][]::new);
        this.genuinePairs = countGenuinePairs();
    }

    public List<TrainingExample> examples() {
        return examples;
    }

    /** Metrics of the teacher's own embeddings on the same pairs. */
    public Verification teacherVerification() {
        return own(teacher);
    }

    /** @param student unit embeddings of the examples, in their order */
    public ValidationMetrics evaluate(float[][] student) {
        boolean comparable = student[0].length == teacher[0].length;
        double sum = 0;
        for (int i = 0; comparable && i < student.length; i++) {
            sum += Vectors.dot(student[i], 0, teacher[i]);
        }
        Verification none = new Verification(0, OptionalDouble.empty(), 0, 0);
        return new ValidationMetrics(sum / student.length, own(student), comparable ? cross(student) : none);
    }

    /** Compares each pair once. */
    private Verification own(float[][] embeddings) {
        long pairs = (long) examples.size() * (examples.size() - 1) / 2;
        ScoreLists scores = new ScoreLists(genuinePairs, pairs - genuinePairs);
        for (int i = 0; i < embeddings.length; i++) {
            for (int j = 0; j < i; j++) {
                scores.add(sameIdentity(i, j), Vectors.dot(embeddings[i], 0, embeddings[j]));
            }
        }
        return scores.verification();
    }

    /** Compares each pair twice, with each face as the probe. A face is not compared with itself. */
    private Verification cross(float[][] student) {
        long pairs = (long) examples.size() * (examples.size() - 1);
        ScoreLists scores = new ScoreLists(2 * genuinePairs, pairs - 2 * genuinePairs);
        for (int i = 0; i < student.length; i++) {
            for (int j = 0; j < student.length; j++) {
                if (i != j) {
                    scores.add(sameIdentity(i, j), Vectors.dot(student[i], 0, teacher[j]));
                }
            }
        }
        return scores.verification();
    }

    private boolean sameIdentity(int i, int j) {
        String identity = examples.get(i).identity();
        return identity != null && identity.equals(examples.get(j).identity());
    }

    private long countGenuinePairs() {
        long pairs = 0;
        for (int i = 0; i < examples.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs += sameIdentity(i, j) ? 1 : 0;
            }
        }
        return pairs;
    }

    /** Collects genuine and impostor scores. */
    private static final class ScoreLists {

        private final float[] genuine;
        private final float[] impostor;
        private int genuineCount;
        private int impostorCount;

        ScoreLists(long genuine, long impostor) {
            this.genuine = new float[Math.toIntExact(genuine)];
            this.impostor = new float[Math.toIntExact(impostor)];
        }

        void add(boolean sameIdentity, float score) {
            if (sameIdentity) {
                genuine[genuineCount++] = score;
            } else {
                impostor[impostorCount++] = score;
            }
        }

        Verification verification() {
            PairScores scores = PairScores.of(genuine, impostor);
            if (!scores.hasBothKinds()) {
                return new Verification(0, OptionalDouble.empty(), genuineCount, impostorCount);
            }
            return new Verification(
                    scores.mostAccurate().accuracy(),
                    scores.atFalseMatchRate(FALSE_MATCH_RATE).stream()
                            .mapToDouble(rates -> rates.falseNonMatchRate())
                            .findFirst(),
                    genuineCount,
                    impostorCount);
        }
    }
}
