package io.vestibule.dataset;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.Vectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The middles of the classes, as a teacher sees them: for each identity one unit vector. They are an object of their own, with a
 * version that says which identities and values it holds, so that a sample's likenesses and a student's frozen centres can be
 * traced to them.
 */
public final class Centres {

    private final String contract;
    private final TreeMap<String, float[]> units;
    private final String version;

    /**
     * @param contract id of the contract of the teacher that judges by them
     * @param units unit vectors of one length, by identity; rounded here to halves, as they are told in topics
     */
    public Centres(String contract, Map<String, float[]> units) {
        this.contract = contract;
        this.units = new TreeMap<>();
        int dimension = -1;
        for (var entry : units.entrySet()) {
            float[] unit = HalfFloats.round(entry.getValue());
            if (!Vectors.isUnit(unit)) {
                throw new IllegalArgumentException("a centre is a unit vector");
            }
            if (dimension >= 0 && dimension != unit.length) {
                throw new IllegalArgumentException(
                        "centres of " + dimension + " and of " + unit.length + " dimensions");
            }
            dimension = unit.length;
            this.units.put(entry.getKey(), unit);
        }
        this.version = version(this.units);
    }

    /** The means of each identity's unit embeddings, made unit. */
    public static Centres of(String contract, Map<String, List<float[]>> members) {
        var units = new TreeMap<String, float[]>();
        members.forEach((identity, embeddings) -> units.put(identity, Vectors.centre(embeddings)));
        return new Centres(contract, units);
    }

    /** The means of what of these has a label. Takes four bytes a dimension and labelled sample. */
    public static Centres of(String contract, Iterable<Sample> samples) {
        var members = new TreeMap<String, List<float[]>>();
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

    /** SHA-256 over identities and values, the same as that of a view of templates which holds the same. */
    public String version() {
        return version;
    }

    /** Those of these identities. */
    public Centres only(Set<String> identities) {
        var kept = new TreeMap<>(units);
        kept.keySet().retainAll(identities);
        return new Centres(contract, kept);
    }

    /** In the order of their names. */
    public Set<String> identities() {
        return Collections.unmodifiableSet(units.keySet());
    }

    public int size() {
        return units.size();
    }

    /** The unit vector; not to be changed. */
    public Optional<float[]> unit(String identity) {
        return Optional.ofNullable(units.get(identity));
    }

    /** Cosine of a unit vector and an identity's centre, if there is one. */
    public Optional<Float> similarity(String identity, float[] unit) {
        return unit(identity).map(centre -> Vectors.dot(centre, 0, unit));
    }

    /** The most similar centres, best first, at most so many; the lesser name first where two are equal. */
    public List<ClassSimilarity> nearest(float[] unit, int most) {
        var all = new ArrayList<ClassSimilarity>(units.size());
        units.forEach((identity, centre) -> all.add(new ClassSimilarity(identity, Vectors.dot(centre, 0, unit))));
        all.sort(Comparator.comparingDouble(ClassSimilarity::cosine).reversed());
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    private static String version(TreeMap<String, float[]> units) {
        var digest = DatasetDigests.sha256();
        units.forEach((identity, unit) -> {
            digest.update(identity.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            var values = ByteBuffer.allocate(Float.BYTES * unit.length);
            values.asFloatBuffer().put(unit);
            digest.update(DatasetDigests.sha256().digest(values.array()));
        });
        return DatasetDigests.hex(digest);
    }
}
