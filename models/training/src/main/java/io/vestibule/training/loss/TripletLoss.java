package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Triplets with the teacher's margins: an anchor shall be nearer to another face of the same person than to a face of somebody else, by a margin
 * that is the wider the further the teacher has the two apart.
 *
 * <pre>max(0, d(a,p) - d(a,n) + m),   m = (Mmax - Mmin) / D * g + Mmin,   g = max(0, d'(a,n) - d'(a,p)),   D the largest g of the batch</pre>
 *
 * with distances d of the student and d' of the teacher. Feng et al., "Triplet Distillation for Deep Face Recognition" (arXiv 1905.04457), equations 3 and
 * 4, with Mmin = 0.2 and Mmax = 0.5, in the two variants of MarginDistillation's comparison. All triplets of a batch take part, and the mean is over those that are not met yet (Hermans et
 * al., "In Defense of the Triplet Loss", arXiv 1703.07737, section 2): nearly all are, soon, and would water it down. 0 to about 5.
 *
 * @param distance what d and d' are
 * @param margins Mmin and Mmax in the distance's unit
 */
public record TripletLoss(Distance distance, MarginRange margins) implements Loss {

    /** How far two unit vectors are apart. */
    public enum Distance {
        /** Squared Euclidean distance, 0 to 4. */
        L2 {
            @Override
            NDArray of(NDArray cosines) {
                return cosines.mul(-2).add(2);
            }
        },
        /** The angle, 0 to pi: what the authors' program takes in its variant "cos". */
        COSINE {
            @Override
            NDArray of(NDArray cosines) {
                return cosines.clip(-NEAREST, NEAREST).acos();
            }
        };

        /** The slope of the angle has no bound at 1. */
        private static final double NEAREST = 1 - 1e-6;

        abstract NDArray of(NDArray cosines);
    }

    @Override
    public NDArray of(NDArray student, LossInput lesson) {
        Triplets triplets = Triplets.of(lesson.classes());
        if (triplets.count() == 0) {
            return ZeroLoss.of(student);
        }
        NDManager step = student.getManager();
        NDArray near = step.create(triplets.near());
        NDArray far = step.create(triplets.far());
        NDArray wanted = margins.of(gap(lesson.teacher(), near, far).maximum(0));
        NDArray missing = wanted.sub(gap(UnitVectors.rows(student), near, far)).maximum(0);
        long unmet = missing.gt(0).toType(DataType.INT64, false).sum().getLong();
        return missing.sum().div(Math.max(1, unmet));
    }

    /** d(a,n) - d(a,p) of each triplet. */
    private NDArray gap(NDArray unit, NDArray near, NDArray far) {
        NDArray distances = distance.of(unit.matMul(unit.transpose())).flatten();
        return distances.gather(far, 0).sub(distances.gather(near, 0));
    }

    /**
     * All triplets of a batch, as places in the flat table of its distances.
     *
     * @param near of anchor and positive
     * @param far of anchor and negative
     */
    private record Triplets(long[] near, long[] far, int count) {

        static Triplets of(int[] classes) {
            int samples = classes.length;
            int all = number(classes);
            long[] near = new long[all];
            long[] far = new long[all];
            int count = 0;
            for (int a = 0; a < samples; a++) {
                for (int p = 0; p < samples; p++) {
                    if (a == p || classes[a] == LossInput.UNLABELLED || classes[a] != classes[p]) {
                        continue;
                    }
                    for (int n = 0; n < samples; n++) {
                        if (classes[n] != LossInput.UNLABELLED && classes[n] != classes[a]) {
                            near[count] = (long) a * samples + p;
                            far[count++] = (long) a * samples + n;
                        }
                    }
                }
            }
            return new Triplets(near, far, count);
        }

        /** For each anchor, those of its class but itself, times those of other classes. */
        private static int number(int[] classes) {
            long known = Arrays.stream(classes)
                    .filter(one -> one != LossInput.UNLABELLED)
                    .count();
            Map<Integer, Long> members = Arrays.stream(classes)
                    .filter(one -> one != LossInput.UNLABELLED)
                    .boxed()
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            return Math.toIntExact(members.values().stream()
                    .mapToLong(own -> own * (own - 1) * (known - own))
                    .sum());
        }
    }
}
