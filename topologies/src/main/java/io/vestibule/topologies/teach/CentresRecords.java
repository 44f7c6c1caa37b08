package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.ClassCentre;
import io.vestibule.schemas.ClassCentres;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Converts class centres to and from the records of their topic. */
public final class CentresRecords {

    /** Bytes of vectors and names in one record. It is under the megabyte that producers and brokers accept. */
    private static final int MAX_PART_BYTES = 600_000;

    /** Largest size of a subject's name with its framing, in bytes. */
    private static final int NAME_BYTES = 160;

    private CentresRecords() {}

    /**
     * Divides a version into parts.
     *
     * @param centres one vector for each subject, with values that half floats represent exactly
     * @param consentExpiresAt when the first consent of the subjects ends; empty if none is limited
     */
    static List<ClassCentres> parts(
            EmbeddingContract contract, TemplateSnapshot centres, Optional<Instant> consentExpiresAt) {
        Map<String, ClassCentre> sorted = new TreeMap<>();
        centres.forEach((subject, unit, until) ->
                sorted.put(subject, new ClassCentre(subject, ByteBuffer.wrap(HalfFloats.encode(unit)))));
        List<ClassCentre> all = new ArrayList<>(sorted.values());
        int perPart = Math.max(1, MAX_PART_BYTES / (2 * contract.dimension() + NAME_BYTES));
        int count = (all.size() + perPart - 1) / perPart;
        List<ClassCentres> parts = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            parts.add(ClassCentres.newBuilder()
                    .setVersion(centres.version())
                    .setContract(contract.space())
                    .setDimension(contract.dimension())
                    .setPart(part)
                    .setParts(count)
                    .setCentres(all.subList(part * perPart, Math.min(all.size(), (part + 1) * perPart)))
                    .setConsentExpiresAt(consentExpiresAt.orElse(null))
                    .build());
        }
        return parts;
    }

    /**
     * Restores a version from its parts.
     *
     * @param parts all parts of one version, in any order
     * @throws IllegalArgumentException if a part is missing, belongs to another version or is damaged
     */
    public static TemplateSnapshot centres(List<ClassCentres> parts) {
        if (parts.isEmpty()
                || parts.stream().map(ClassCentres::getPart).distinct().count()
                        != parts.get(0).getParts()) {
            throw new IllegalArgumentException("incomplete class centres; read all parts of the version");
        }
        ClassCentres first = parts.get(0);
        TemplateIndex centres = new TemplateIndex(first.getDimension());
        for (ClassCentres part : parts) {
            for (ClassCentre centre : part.getCentres()) {
                centres.put(centre.getSubject(), List.of(HalfFloats.decode(centre.getValues())), Long.MAX_VALUE);
            }
        }
        TemplateSnapshot snapshot = centres.current();
        if (!snapshot.version().equals(first.getVersion())) {
            throw new IllegalArgumentException(
                    "class centres do not match their version " + first.getVersion() + "; read them again");
        }
        return snapshot;
    }
}
