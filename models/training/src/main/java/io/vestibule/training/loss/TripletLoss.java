package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Triplet loss with the teacher's margins. An anchor must be nearer to another face of its identity than to a face of another
 * identity, by a margin that grows with the teacher's gap between the two.
 *
 * <pre>max(0, d(a,p) - d(a,n) + m),   m = (Mmax - Mmin) / D * g + Mmin,   g = max(0, d'(a,n) - d'(a,p)),   D the largest g of the batch</pre>
 *
 * with distances d of the student and d' of the teacher.
 *
 * <p>Source: Feng et al., "Triplet Distillation for Deep Face Recognition" (arXiv 1905.04457), equations 3 and 4, with Mmin = 0.2
 * and Mmax = 0.5, in the two variants that MarginDistillation compares. All triplets of a batch take part. The mean is over the
 * triplets that violate their margin, because most triplets soon satisfy it and would dilute the mean. See Hermans et al., "In Defense
 * of the Triplet Loss" (arXiv 1703.07737), section 2. Range: 0 to about 5.
 *
 * @param distance definition of d and d'
 * @param margins Mmin and Mmax in the distance's unit
 */
public record TripletLoss(Distance distance, MarginRange margins) implements Loss {

    /** Distance of two unit vectors. */
    public enum Distance {
        /** Squared Euclidean distance, 0 to 4. */
        L2 {
            @Override
            NDArray of(NDArray cosines) {
                return cosines.mul(-2).add(2);
            }
        },
        /** The angle, 0 to pi, as in the variant "cos" of the authors' program. */
        COSINE {
            @Override
            NDArray of(NDArray cosines) {
                return cosines.clip(-LARGEST_COSINE, LARGEST_COSINE).acos();
            }
        };

        /** Largest cosine, because the derivative of the angle is unbounded at 1. */
        private static final double LARGEST_COSINE = 1 - 1e-6;

        abstract NDArray of(NDArray cosines);
    }

    @Override
    public NDArray of(NDArray student, LossInput input) {
        Triplets triplets = Triplets.of(input.classes());
        if (triplets.count() == 0) {
            return ZeroLoss.of(student);
        }
        NDManager step = student.getManager();
        NDArray near = step.create(triplets.near());
        NDArray far = step.create(triplets.far());
        NDArray margin = margins.of(gap(input.teacherEmbeddings(), near, far).maximum(0));
        NDArray violation =
                margin.sub(gap(UnitVectors.rows(student), near, far)).maximum(0);
        long violated = violation.gt(0).toType(DataType.INT64, false).sum().getLong();
        return violation.sum().div(Math.max(1, violated));
    }

    /** d(a,n) - d(a,p) of each triplet. */
    private NDArray gap(NDArray unit, NDArray near, NDArray far) {
        NDArray distances = distance.of(unit.matMul(unit.transpose())).flatten();
        return distances.gather(far, 0).sub(distances.gather(near, 0));
    }

    /**
     * All triplets of a batch, as indices into the flat matrix of distances.
     *
     * @param near indices of anchor and positive
     * @param far indices of anchor and negative
     */
    private record Triplets(long[] near, long[] far, int count) {

        static Triplets of(int[] classes) {
            int samples = classes.length;
            int all = numberOfTriplets(classes);
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

        /** Sum over all anchors: other samples of its class, times samples of other classes. */
        private static int numberOfTriplets(int[] classes) {
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
