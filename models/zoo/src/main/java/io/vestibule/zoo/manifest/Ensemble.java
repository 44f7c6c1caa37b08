package io.vestibule.zoo.manifest;

import java.util.List;

/**
 * Several embedders that score as one: the score of a pair is the weighted sum of its members' cosines.
 *
 * @param members weights add up to 1
 */
public record Ensemble(String name, List<Member> members, List<OperatingPoint> operatingPoints) {
    public Ensemble {
        members = List.copyOf(members);
        operatingPoints = List.copyOf(operatingPoints);
        var sum = members.stream().mapToDouble(Member::weight).sum();
        if (Math.abs(sum - 1) > 1e-6) {
            throw new IllegalArgumentException("weights of ensemble " + name + " add up to " + sum + ", not to 1");
        }
    }

    /**
     * One embedder of an ensemble.
     *
     * @param mirrored whether the face is embedded a second time, flipped left to right, and the two embeddings are added
     */
    public record Member(String model, double weight, boolean mirrored) {}
}
