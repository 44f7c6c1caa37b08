package io.vestibule.dataset;

import io.vestibule.common.Sha256;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.Vectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The class centres: one unit vector for each identity, in the embedding space of a teacher. Their version identifies the
 * identities and values, so that the similarities of a sample and the frozen centres of a student can be traced to them.
 */
public final class Centres {

    private final String contract;
    private final TreeMap<String, float[]> units;
    private final String version;

    /**
     * @param contract id of the embedding contract of the teacher
     * @param units unit vectors of one dimension, by identity; they are rounded to half floats, as in topics
     * @throws IllegalArgumentException if a vector is not of length 1, or dimensions differ
     */
    public Centres(String contract, Map<String, float[]> units) {
        this.contract = contract;
        this.units = new TreeMap<>();
        int dimension = -1;
        for (Map.Entry<String, float[]> entry : units.entrySet()) {
            float[] unit = HalfFloats.round(entry.getValue());
            if (!Vectors.isUnit(unit)) {
                throw new IllegalArgumentException("a class centre must be a unit vector");
            }
            if (dimension >= 0 && dimension != unit.length) {
                throw new IllegalArgumentException(
                        "class centres must have one dimension, not " + dimension + " and " + unit.length);
            }
            dimension = unit.length;
            this.units.put(entry.getKey(), unit);
        }
        this.version = version(this.units);
    }

    /** The normalised means of the unit embeddings of each identity. */
    public static Centres of(String contract, Map<String, List<float[]>> members) {
        TreeMap<String, float[]> units = new TreeMap<>();
        members.forEach((identity, embeddings) -> units.put(identity, Vectors.centre(embeddings)));
        return new Centres(contract, units);
    }

    /** The normalised means of the labelled samples. Needs four bytes of memory for each dimension of each labelled sample. */
    public static Centres of(String contract, Iterable<Sample> samples) {
        TreeMap<String, List<float[]>> members = new TreeMap<>();
        for (Sample sample : samples) {
            String identity = sample.label().identity();
            if (identity != null) {
                members.computeIfAbsent(identity, i -> new ArrayList<>())
                        .add(sample.embedding().unit());
            }
        }
        return of(contract, members);
    }

    public String contract() {
        return contract;
    }

    /** SHA-256 over identities and values. A template index with the same content has the same version. */
    public String version() {
        return version;
    }

    /** The centres of these identities only. */
    public Centres restrictedTo(Set<String> identities) {
        TreeMap<String, float[]> kept = new TreeMap<>(units);
        kept.keySet().retainAll(identities);
        return new Centres(contract, kept);
    }

    /** Sorted by name. */
    public Set<String> identities() {
        return Collections.unmodifiableSet(units.keySet());
    }

    public int size() {
        return units.size();
    }

    /** The unit vector of an identity; must not be changed. */
    public Optional<float[]> unit(String identity) {
        return Optional.ofNullable(units.get(identity));
    }

    /** Cosine of a unit vector and the centre of an identity, if there is one. */
    public Optional<Float> similarity(String identity, float[] unit) {
        return unit(identity).map(centre -> Vectors.dot(centre, 0, unit));
    }

    /** The most similar centres, best first; equal ones sorted by name. */
    public List<ClassSimilarity> nearest(float[] unit, int limit) {
        List<ClassSimilarity> all = new ArrayList<>(units.size());
        units.forEach((identity, centre) -> all.add(new ClassSimilarity(identity, Vectors.dot(centre, 0, unit))));
        all.sort(Comparator.comparingDouble(ClassSimilarity::cosine).reversed());
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }

    private static String version(TreeMap<String, float[]> units) {
        MessageDigest digest = Sha256.newDigest();
        units.forEach((identity, unit) -> {
            digest.update(identity.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            ByteBuffer values = ByteBuffer.allocate(Float.BYTES * unit.length);
            values.asFloatBuffer().put(unit);
            digest.update(Sha256.newDigest().digest(values.array()));
        });
        return Sha256.hex(digest);
    }
}
