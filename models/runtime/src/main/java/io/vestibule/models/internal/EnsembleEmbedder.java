package io.vestibule.models.internal;

import io.vestibule.common.Sha256;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.zoo.manifest.OperatingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An ensemble of networks. The unit vectors of the members are concatenated, each times the square root of its weight. The cosine of
 * two concatenated vectors is then the weighted mean of the members' cosines, and each concatenated vector is a unit vector.
 */
public final class EnsembleEmbedder implements Embedder {

    private static final int ID_DIGITS = 12;

    private final EmbeddingContract contract;
    private final List<Member> members;

    /**
     * @param point operating point of the ensemble, not of a member
     * @param measured all operating points of the ensemble
     */
    public EnsembleEmbedder(String name, List<Member> members, OperatingPoint point, List<ErrorRates> measured) {
        this.members = List.copyOf(members);
        String id = name + "@" + id(members);
        this.contract = new EmbeddingContract(
                id,
                id,
                members.stream()
                        .mapToInt(member -> member.network().contract().dimension())
                        .sum(),
                point.threshold(),
                point.falseMatchRate(),
                measured);
    }

    /** Hash of everything that determines the vectors: models, weights, mirror flags and order. */
    private static String id(List<Member> members) {
        String recipe = members.stream()
                .map(member -> member.network().contract().id() + " " + member.weight() + " " + member.mirrored())
                .collect(Collectors.joining("\n"));
        return Sha256.hex(recipe).substring(0, ID_DIGITS);
    }

    @Override
    public EmbeddingContract contract() {
        return contract;
    }

    @Override
    public List<Embedding> embed(List<AlignedFace> faces) {
        List<List<Embedding>> parts =
                members.stream().map(member -> member.embed(faces)).toList();
        List<Embedding> concatenated = new ArrayList<>(faces.size());
        for (int face = 0; face < faces.size(); face++) {
            concatenated.add(concatenate(parts, face));
        }
        return concatenated;
    }

    /** The norm of the result is the weighted mean of the members' norms. */
    private Embedding concatenate(List<List<Embedding>> parts, int face) {
        float[] unit = new float[contract.dimension()];
        float norm = 0;
        int at = 0;
        for (int member = 0; member < members.size(); member++) {
            Embedding part = parts.get(member).get(face);
            double weight = members.get(member).weight();
            float factor = (float) Math.sqrt(weight);
            for (float value : part.unit()) {
                unit[at++] = factor * value;
            }
            norm += (float) weight * part.norm();
        }
        return new Embedding(unit, norm);
    }

    /**
     * One network of the ensemble.
     *
     * @param weight weight of its cosine; all weights add up to 1
     * @param mirrored whether the mirror image is embedded too and both vectors are added
     */
    public record Member(NetworkEmbedder network, double weight, boolean mirrored) {

        List<Embedding> embed(List<AlignedFace> faces) {
            if (!mirrored) {
                return network.embed(faces);
            }
            List<float[]> direct = network.vectors(faces);
            List<float[]> mirrorImages =
                    network.vectors(faces.stream().map(AlignedFace::mirrored).toList());
            List<Embedding> sums = new ArrayList<>(faces.size());
            for (int face = 0; face < faces.size(); face++) {
                sums.add(Embedding.ofVector(sum(direct.get(face), mirrorImages.get(face))));
            }
            return sums;
        }

        private static float[] sum(float[] a, float[] b) {
            float[] sum = new float[a.length];
            for (int i = 0; i < sum.length; i++) {
                sum[i] = a[i] + b[i];
            }
            return sum;
        }
    }
}
