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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The gallery entries of one subject, one for each contract. Immutable. */
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

    /** The entries in the order of their contracts. */
    List<GalleryEntry> list() {
        return List.copyOf(byContract.values());
    }

    /** The contracts of these entries together with the given ones, sorted. */
    Set<String> contractsAnd(Collection<String> others) {
        Set<String> contracts = new TreeSet<>(others);
        contracts.addAll(byContract.keySet());
        return contracts;
    }

    /** Whether there is no template in any contract. */
    boolean hasNoTemplates() {
        return byContract.values().stream()
                .allMatch(entry -> entry.getTemplates().isEmpty());
    }

    /** The templates in a contract, oldest first. */
    List<Template> templates(EmbeddingContract contract) {
        GalleryEntry entry = byContract.get(contract.id());
        return entry == null ? List.of() : entry.getTemplates();
    }

    /** Whether any contract, also one that is no longer in use, has a template of the photograph. */
    boolean hasPhoto(String photoHash) {
        return byContract.values().stream().anyMatch(entry -> hasPhoto(photoHash, entry));
    }

    /** Whether the contract has a template of the photograph. */
    boolean hasPhoto(String photoHash, EmbeddingContract contract) {
        GalleryEntry entry = byContract.get(contract.id());
        return entry != null && hasPhoto(photoHash, entry);
    }

    private static boolean hasPhoto(String photoHash, GalleryEntry entry) {
        return entry.getTemplates().stream()
                .anyMatch(template -> template.getPhotoHash().equals(photoHash));
    }

    /** Adds a template as the newest one, and removes the oldest ones beyond {@code maximum}. */
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
                .setSimilarSubjects(List.copyOf(similarSubjects()))
                .build();
        SortedMap<String, GalleryEntry> next = new TreeMap<>(byContract);
        next.put(contract.id(), grown);
        return new SubjectEntries(subject, next);
    }

    /** The subjects that the entries list as similar, sorted. */
    SortedSet<String> similarSubjects() {
        SortedSet<String> similar = new TreeSet<>();
        byContract.values().forEach(entry -> similar.addAll(entry.getSimilarSubjects()));
        return similar;
    }

    /** Adds similar subjects in every contract. */
    SubjectEntries withSimilar(Collection<String> others) {
        SortedSet<String> similar = similarSubjects();
        similar.addAll(others);
        return listing(similar);
    }

    /** Removes a similar subject in every contract. */
    SubjectEntries withoutSimilar(String other) {
        SortedSet<String> similar = similarSubjects();
        similar.remove(other);
        return listing(similar);
    }

    private SubjectEntries listing(SortedSet<String> similar) {
        SortedMap<String, GalleryEntry> next = new TreeMap<>(byContract);
        next.replaceAll((contract, entry) -> GalleryEntry.newBuilder(entry)
                .setSimilarSubjects(List.copyOf(similar))
                .build());
        return new SubjectEntries(subject, next);
    }

    /**
     * Removes the templates of entries whose consent has ended. The entries themselves are kept because they record the limit:
     * a later photograph without a limit must not lift it.
     */
    SubjectEntries withoutExpired(Instant now) {
        SortedMap<String, GalleryEntry> next = new TreeMap<>(byContract);
        next.replaceAll((contract, entry) -> {
            Instant limit = entry.getConsentExpiresAt();
            return limit != null && limit.isBefore(now)
                    ? GalleryEntry.newBuilder(entry).setTemplates(List.of()).build()
                    : entry;
        });
        return new SubjectEntries(subject, next);
    }

    /** Sets the end of consent in every contract; null keeps the limit of each entry. */
    SubjectEntries withConsentUntil(@Nullable Instant consentExpiresAt) {
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
