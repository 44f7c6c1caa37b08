package io.vestibule.topologies.enrol;

import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that is known of one subject: a gallery entry for each contract. Never changes; each step makes another. */
final class SubjectEntries {

    private final String subject;
    private final SortedMap<String, GalleryEntry> byContract;

    private SubjectEntries(String subject, SortedMap<String, GalleryEntry> byContract) {
        this.subject = subject;
        this.byContract = byContract;
    }

    static SubjectEntries of(String subject, Collection<GalleryEntry> entries) {
        SortedMap<String, GalleryEntry> byContract = new TreeMap<>();
        entries.forEach(entry -> byContract.put(entry.getContract(), entry));
        return new SubjectEntries(subject, byContract);
    }

    String subject() {
        return subject;
    }

    /** In the order of their contracts. */
    List<GalleryEntry> list() {
        return List.copyOf(byContract.values());
    }

    /** The contracts of these entries and the given ones, in order. */
    Set<String> contractsAnd(Collection<String> others) {
        Set<String> contracts = new TreeSet<>(others);
        contracts.addAll(byContract.keySet());
        return contracts;
    }

    /** Whether the photograph is among the templates of the contract. */
    boolean holds(String photo, EmbeddingContract contract) {
        GalleryEntry entry = byContract.get(contract.id());
        return entry != null
                && entry.getTemplates().stream()
                        .anyMatch(template -> template.getPhotoHash().equals(photo));
    }

    /** With one more template as the newest; without the oldest, if there would be more than {@code maximum}. */
    SubjectEntries with(EmbeddingContract contract, Template template, int maximum) {
        GalleryEntry held = byContract.get(contract.id());
        List<Template> templates = new ArrayList<>(held == null ? List.of() : held.getTemplates());
        templates.add(template);
        GalleryEntry grown = GalleryEntry.newBuilder()
                .setSubject(subject)
                .setContract(contract.id())
                .setDimension(contract.dimension())
                .setTemplates(templates.subList(Math.max(0, templates.size() - maximum), templates.size()))
                .setConsentExpiresAt(held == null ? null : held.getConsentExpiresAt())
                .build();
        SortedMap<String, GalleryEntry> next = new TreeMap<>(byContract);
        next.put(contract.id(), grown);
        return new SubjectEntries(subject, next);
    }

    /**
     * Without the templates of entries whose consent has ended. The entries themselves stay, for they know the limit: silence
     * must not lift it later.
     */
    SubjectEntries allowedAt(Instant moment) {
        SortedMap<String, GalleryEntry> next = new TreeMap<>(byContract);
        next.replaceAll((contract, entry) -> {
            Instant limit = entry.getConsentExpiresAt();
            return limit != null && limit.isBefore(moment)
                    ? GalleryEntry.newBuilder(entry).setTemplates(List.of()).build()
                    : entry;
        });
        return new SubjectEntries(subject, next);
    }

    /** With the same limit of consent in every contract; null leaves each entry's limit as it is, since silence lifts none. */
    SubjectEntries limitedTo(@Nullable Instant consentExpiresAt) {
        if (consentExpiresAt == null) {
            return this;
        }
        SortedMap<String, GalleryEntry> next = new TreeMap<>(byContract);
        next.replaceAll((contract, entry) -> GalleryEntry.newBuilder(entry)
                .setConsentExpiresAt(consentExpiresAt)
                .build());
        return new SubjectEntries(subject, next);
    }
}
