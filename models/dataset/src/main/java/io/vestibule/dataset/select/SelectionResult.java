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
 * The samples that a {@link Selection} accepts. Of an identity or camera with too many samples, those with the lowest names are
 * accepted. Names are hashes, so the choice is random, and it does not depend on the order of the samples.
 *
 * @param names of the accepted samples
 * @param identities of the accepted samples
 * @param leftOut number of excluded samples by the first reason that applies
 */
public record SelectionResult(Set<String> names, Set<String> identities, Map<String, Integer> leftOut) {

    public SelectionResult {
        names = Collections.unmodifiableSet(names);
        identities = Collections.unmodifiableSet(identities);
        leftOut = Collections.unmodifiableMap(leftOut);
    }

    /** @param centres of all classes, for samples without identity; null to use the similarities of the samples */
    public static SelectionResult of(Selection selection, Iterable<Sample> samples, @Nullable Centres centres) {
        SplitAssignment sides = new SplitAssignment(selection.split(), centres);
        Map<String, Integer> leftOut = new TreeMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (Sample sample : samples) {
            Optional<String> reason = reasonToExclude(selection, sides, sample);
            if (reason.isPresent()) {
                leftOut.merge(reason.get(), 1, Integer::sum);
            } else {
                candidates.add(Candidate.of(sample));
            }
        }
        return withinLimits(selection, candidates, leftOut);
    }

    private static Optional<String> reasonToExclude(Selection selection, SplitAssignment sides, Sample sample) {
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

    private static SelectionResult withinLimits(
            Selection selection, List<Candidate> candidates, Map<String, Integer> leftOut) {
        candidates.sort(Comparator.comparing(Candidate::name));
        Set<String> names = new HashSet<>();
        Set<String> identities = new TreeSet<>();
        Map<String, Integer> perIdentity = new HashMap<>();
        Map<String, Integer> perCamera = new HashMap<>();
        for (Candidate candidate : candidates) {
            if (isFull(perIdentity, candidate.identity(), selection.perIdentity())) {
                leftOut.merge("identity_cap", 1, Integer::sum);
            } else if (isFull(perCamera, candidate.camera(), selection.perCamera())) {
                leftOut.merge("camera_cap", 1, Integer::sum);
            } else {
                names.add(candidate.name());
                count(perIdentity, candidate.identity());
                count(perCamera, candidate.camera());
                if (candidate.identity() != null) {
                    identities.add(candidate.identity());
                }
            }
        }
        return new SelectionResult(names, identities, leftOut);
    }

    private static boolean isFull(Map<String, Integer> counts, @Nullable String key, @Nullable Integer maximum) {
        return key != null && maximum != null && counts.getOrDefault(key, 0) >= maximum;
    }

    private static void count(Map<String, Integer> counts, @Nullable String key) {
        if (key != null) {
            counts.merge(key, 1, Integer::sum);
        }
    }

    private record Candidate(
            String name,
            @Nullable String identity,
            @Nullable String camera) {

        static Candidate of(Sample sample) {
            return new Candidate(
                    sample.name(),
                    sample.label().identity(),
                    sample.source() instanceof SampleSource.Stream stream ? stream.camera() : null);
        }
    }
}
