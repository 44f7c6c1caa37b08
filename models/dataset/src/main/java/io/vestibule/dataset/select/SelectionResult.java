package io.vestibule.dataset.select;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Selection} takes of some samples. Where an identity or a camera has too many, those with the least names are taken:
 * names are hashes, so that is as good as drawn by lot, and the same in every order.
 *
 * @param names of the samples that are taken
 * @param identities of the samples that are taken
 * @param leftOut how many are not, by the first reason
 */
public record SelectionResult(Set<String> names, Set<String> identities, Map<String, Integer> leftOut) {

    public SelectionResult {
        names = Collections.unmodifiableSet(names);
        identities = Collections.unmodifiableSet(identities);
        leftOut = Collections.unmodifiableMap(leftOut);
    }

    /** @param centres of all known classes, for what has no identity; null: its likenesses decide */
    public static SelectionResult of(Selection selection, Iterable<Sample> samples, @Nullable Centres centres) {
        var sides = new SplitAssignment(selection.split(), centres);
        var leftOut = new TreeMap<String, Integer>();
        List<Candidate> candidates = new ArrayList<>();
        for (Sample sample : samples) {
            Optional<String> reason = refusal(selection, sides, sample);
            if (reason.isPresent()) {
                leftOut.merge(reason.get(), 1, Integer::sum);
            } else {
                candidates.add(Candidate.of(sample));
            }
        }
        candidates.sort(Comparator.comparing(Candidate::name));
        var names = new HashSet<String>();
        var identities = new TreeSet<String>();
        var ofIdentity = new HashMap<String, Integer>();
        var ofCamera = new HashMap<String, Integer>();
        for (Candidate candidate : candidates) {
            if (full(ofIdentity, candidate.identity(), selection.perIdentity())) {
                leftOut.merge("identity_cap", 1, Integer::sum);
            } else if (full(ofCamera, candidate.camera(), selection.perCamera())) {
                leftOut.merge("camera_cap", 1, Integer::sum);
            } else {
                names.add(candidate.name());
                count(ofIdentity, candidate.identity());
                count(ofCamera, candidate.camera());
                if (candidate.identity() != null) {
                    identities.add(candidate.identity());
                }
            }
        }
        return new SelectionResult(names, identities, leftOut);
    }

    private static Optional<String> refusal(Selection selection, SplitAssignment sides, Sample sample) {
        if (!sample.usableAt(selection.consentAt())) {
            return Optional.of("consent");
        }
        if (selection.labelledOnly() && !sample.label().known()) {
            return Optional.of("unlabelled");
        }
        if (sample.quality().size() < selection.minimumSize()) {
            return Optional.of("size");
        }
        if (sample.quality().sharpness() < selection.minimumSharpness()) {
            return Optional.of("sharpness");
        }
        SplitSide side = selection.side();
        if (side != null && sides.of(sample).filter(side::equals).isEmpty()) {
            return Optional.of("side");
        }
        return Optional.empty();
    }

    private static boolean full(Map<String, Integer> counts, @Nullable String of, @Nullable Integer most) {
        return of != null && most != null && counts.getOrDefault(of, 0) >= most;
    }

    private static void count(Map<String, Integer> counts, @Nullable String of) {
        if (of != null) {
            counts.merge(of, 1, Integer::sum);
        }
    }

    private record Candidate(
            String name,
            @Nullable String identity,
            @Nullable String camera) {
        public static Candidate of(Sample sample) {
            return new Candidate(
                    sample.name(),
                    sample.label().identity(),
                    sample.source() instanceof SampleSource.Stream stream ? stream.camera() : null);
        }
    }
}
