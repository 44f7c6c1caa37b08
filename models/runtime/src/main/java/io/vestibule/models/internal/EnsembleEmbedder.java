package io.vestibule.models.internal;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.zoo.manifest.OperatingPoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several networks in concert. The unit vectors of the members are joined, each times the square root of its weight, so that the
 * cosine of two joined vectors is the weighted mean of the members' cosines, and the joined vector is a unit vector again.
 */
public final class EnsembleEmbedder implements Embedder {

    private static final int ID_BYTES = 6;

    private final EmbeddingContract contract;
    private final List<Member> members;

    /** @param point where the ensemble, not one of its members, was measured */
    public EnsembleEmbedder(String name, List<Member> members, OperatingPoint point) {
        this.members = List.copyOf(members);
        this.contract = new EmbeddingContract(
                name + "@" + id(members),
                members.stream()
                        .mapToInt(member -> member.network().contract().dimension())
                        .sum(),
                point.threshold(),
                point.falseMatchRate());
    }

    /** Changes with anything that changes the vectors: a member's model, its weight, the mirror, the order. */
    private static String id(List<Member> members) {
        String recipe = members.stream()
                .map(member -> member.network().contract().id() + " " + member.weight() + " " + member.mirrored())
                .collect(Collectors.joining("\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(recipe.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public EmbeddingContract contract() {
        return contract;
    }

    @Override
    public List<Embedding> embed(List<AlignedFace> faces) {
        List<List<Embedding>> parts =
                members.stream().map(member -> member.embed(faces)).toList();
        List<Embedding> joined = new ArrayList<>(faces.size());
        for (int face = 0; face < faces.size(); face++) {
            joined.add(join(parts, face));
        }
        return joined;
    }

    /** The norm is the weighted mean of the members'. */
    private Embedding join(List<List<Embedding>> parts, int face) {
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
     * @param weight of its cosine; the weights add up to 1
     * @param mirrored whether each face is seen a second time in the mirror, and both vectors added
     */
    public record Member(NetworkEmbedder network, double weight, boolean mirrored) {

        List<Embedding> embed(List<AlignedFace> faces) {
            if (!mirrored) {
                return network.embed(faces);
            }
            List<float[]> seen = network.vectors(faces);
            List<float[]> inMirror =
                    network.vectors(faces.stream().map(AlignedFace::mirrored).toList());
            List<Embedding> sums = new ArrayList<>(faces.size());
            for (int face = 0; face < faces.size(); face++) {
                sums.add(Embedding.ofVector(sum(seen.get(face), inMirror.get(face))));
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
