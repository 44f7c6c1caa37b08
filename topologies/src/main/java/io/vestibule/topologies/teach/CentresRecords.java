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

/** Class centres as their topic holds them. */
public final class CentresRecords {

    /** Bytes of vectors in one record: with the subjects, it stays under the megabyte that producers and brokers take. */
    private static final int LARGEST_PART = 600_000;

    /** Bytes that a subject's name may take, and what goes around it. */
    private static final int NAME = 160;

    private CentresRecords() {}

    /**
     * The parts of a version, in their order.
     *
     * @param centres one vector for each subject, in values that half floats hold
     * @param consentExpiresAt when the first of the subjects' consents ends, if one does
     */
    static List<ClassCentres> parts(
            EmbeddingContract contract, TemplateSnapshot centres, Optional<Instant> consentExpiresAt) {
        Map<String, ClassCentre> sorted = new TreeMap<>();
        centres.forEach((subject, unit, until) ->
                sorted.put(subject, new ClassCentre(subject, ByteBuffer.wrap(HalfFloats.encode(unit)))));
        List<ClassCentre> all = new ArrayList<>(sorted.values());
        int most = Math.max(1, LARGEST_PART / (2 * contract.dimension() + NAME));
        int count = (all.size() + most - 1) / most;
        List<ClassCentres> parts = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            parts.add(ClassCentres.newBuilder()
                    .setVersion(centres.version())
                    .setContract(contract.space())
                    .setDimension(contract.dimension())
                    .setPart(part)
                    .setParts(count)
                    .setCentres(all.subList(part * most, Math.min(all.size(), (part + 1) * most)))
                    .setConsentExpiresAt(consentExpiresAt.orElse(null))
                    .build());
        }
        return parts;
    }

    /**
     * The centres of a version that was written in these parts.
     *
     * @param parts all of one version, in any order
     * @throws IllegalArgumentException if a part is missing, of another version or damaged
     */
    public static TemplateSnapshot centres(List<ClassCentres> parts) {
        if (parts.isEmpty()
                || parts.stream().map(ClassCentres::getPart).distinct().count()
                        != parts.get(0).getParts()) {
            throw new IllegalArgumentException("class centres: a part is missing");
        }
        ClassCentres first = parts.get(0);
        TemplateIndex centres = new TemplateIndex(first.getDimension());
        for (ClassCentres part : parts) {
            for (ClassCentre centre : part.getCentres()) {
                centres.put(centre.getSubject(), List.of(HalfFloats.decode(centre.getValues())), Long.MAX_VALUE);
            }
        }
        TemplateSnapshot view = centres.current();
        if (!view.version().equals(first.getVersion())) {
            throw new IllegalArgumentException(
                    "class centres: their content is not that of version " + first.getVersion());
        }
        return view;
    }
}
