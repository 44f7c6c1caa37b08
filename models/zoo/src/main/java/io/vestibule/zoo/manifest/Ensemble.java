package io.vestibule.zoo.manifest;

import java.util.List;

/**
 * Several embedders that score as one. The score of a pair is the weighted sum of the members' cosines.
 *
 * @param members members, whose weights add up to 1
 */
public record Ensemble(String name, List<Member> members, List<OperatingPoint> operatingPoints) {

    private static final double TOLERANCE = 1e-6;

    public Ensemble {
        members = List.copyOf(members);
        operatingPoints = List.copyOf(operatingPoints);
        double sum = members.stream().mapToDouble(Member::weight).sum();
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException("the weights of ensemble " + name + " add up to " + sum + ", not to 1");
        }
    }

    /**
     * One embedder of an ensemble.
     *
     * @param mirrored whether the mirror image of the face is embedded too and both embeddings are added
     */
    public record Member(String model, double weight, boolean mirrored) {}
}
