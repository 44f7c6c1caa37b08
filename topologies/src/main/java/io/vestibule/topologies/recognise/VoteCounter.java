package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the votes of a visit who the visitor is. It counts only votes of the newest vote's contract, because scores of
 * two models are not comparable. A visit keeps only its newest votes, so a resident who takes off sunglasses is identified
 * soon.
 */
final class VoteCounter {

    private final DecisionThresholds thresholds;
    private final RecogniseSettings settings;

    VoteCounter(DecisionThresholds thresholds, RecogniseSettings settings) {
        this.thresholds = thresholds;
        this.settings = settings;
    }

    /**
     * The subject with enough votes, a large enough share of them, and enough time between its first and last vote; empty if
     * there is none. Frames of a fast camera are nearly the same picture, so their number alone is no evidence.
     *
     * @param votes oldest first
     */
    Optional<Result> identify(List<Vote> votes) {
        List<Vote> comparable = ofNewestContract(votes);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Vote vote : comparable) {
            if (vote.counts() && vote.subject() != null) {
                counts.merge(vote.subject(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() >= settings.confirmFrames())
                .filter(most -> most.getValue() >= settings.share() * comparable.size())
                .filter(most -> isSpread(comparable, most.getKey()))
                .flatMap(most -> identified(comparable, most.getKey(), most.getValue()));
    }

    /**
     * The decision that the visitor is unknown, with the score of the nearest subject; empty if there were too few votes.
     *
     * @param votes oldest first
     */
    Optional<Result> unknown(List<Vote> votes) {
        List<Vote> comparable = ofNewestContract(votes);
        return comparable.size() < settings.confirmFrames()
                ? Optional.empty()
                : decision(comparable, null, 0).map(decision -> new Result(decision, frames(comparable, vote -> true)));
    }

    /**
     * A decision and its evidence.
     *
     * @param evidence frames of the votes that support the decision, oldest first
     */
    record Result(IdentityDecision decision, List<Origin> evidence) {

        /** Whether the vote is for the identified subject. */
        boolean isFor(Vote vote) {
            return decision.subject() != null && vote.isFor(decision.subject());
        }
    }

    private boolean isSpread(List<Vote> votes, String subject) {
        List<Instant> times = votes.stream()
                .filter(vote -> vote.isFor(subject))
                .map(Vote::at)
                .sorted()
                .toList();
        return !times.get(0).plus(settings.votesOver()).isAfter(times.get(times.size() - 1));
    }

    private Optional<Result> identified(List<Vote> votes, String subject, int count) {
        return decision(votes, subject, count)
                .map(decision -> new Result(decision, frames(votes, vote -> vote.isFor(subject))));
    }

    private static List<Origin> frames(List<Vote> votes, Predicate<Vote> supporting) {
        return votes.stream().filter(supporting).map(Vote::origin).toList();
    }

    private static List<Vote> ofNewestContract(List<Vote> votes) {
        if (votes.isEmpty()) {
            return votes;
        }
        String contract = votes.get(votes.size() - 1).contract();
        return votes.stream().filter(vote -> vote.contract().equals(contract)).toList();
    }

    private Optional<IdentityDecision> decision(List<Vote> votes, @Nullable String subject, int count) {
        String nearest = subject == null ? nearest(votes) : subject;
        String contract = votes.get(0).contract();
        return thresholds
                .ofContract(contract)
                .map(threshold -> new IdentityDecision(
                        subject,
                        best(votes.stream()
                                .filter(vote -> nearest != null && nearest.equals(vote.subject()))
                                .map(Vote::score)),
                        best(votes.stream().map(vote -> vote.bestScoreExcept(nearest))),
                        threshold.threshold(),
                        threshold.falseMatchRate(),
                        count,
                        contract));
    }

    private static @Nullable String nearest(List<Vote> votes) {
        return votes.stream()
                .filter(vote -> vote.score() != null)
                .max(Comparator.comparing(Vote::score))
                .map(Vote::subject)
                .orElse(null);
    }

    private static @Nullable Float best(Stream<@Nullable Float> scores) {
        return scores.filter(Objects::nonNull).max(Float::compare).orElse(null);
    }
}
