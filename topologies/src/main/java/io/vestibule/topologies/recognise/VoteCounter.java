package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Origin;
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
 * Counts votes. Only ballots of one contract, the newest one's, are counted together: scores of two models do not compare.
 * Only a visit's newest ballots are given to it, so that a resident who takes off the sunglasses is soon known.
 */
final class VoteCounter {

    private final DecisionThresholds bars;
    private final RecogniseSettings settings;

    VoteCounter(DecisionThresholds bars, RecogniseSettings settings) {
        this.bars = bars;
        this.settings = settings;
    }

    /**
     * The subject with enough votes, and a large enough share of the ballots; empty where there is none.
     *
     * @param ballots oldest first
     */
    Optional<Finding> named(List<Vote> ballots) {
        List<Vote> counted = comparable(ballots);
        Map<String, Integer> votes = new LinkedHashMap<>();
        counted.stream().filter(Vote::vote).forEach(ballot -> votes.merge(ballot.subject(), 1, Integer::sum));
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() >= settings.confirmFrames())
                .filter(most -> most.getValue() >= settings.share() * counted.size())
                .flatMap(most -> verdict(counted, most.getKey(), most.getValue()))
                .map(verdict -> new Finding(verdict, frames(counted, ballot -> ballot.votesFor(verdict.subject()))));
    }

    /** What is said of somebody who is nobody's: how near the nearest subject is. Empty where there were too few ballots. */
    Optional<Finding> unknown(List<Vote> ballots) {
        List<Vote> counted = comparable(ballots);
        return counted.size() < settings.confirmFrames()
                ? Optional.empty()
                : verdict(counted, null, 0).map(verdict -> new Finding(verdict, frames(counted, ballot -> true)));
    }

    /**
     * What the jury found.
     *
     * @param evidence the frames that it rests on, oldest first
     */
    record Finding(IdentityDecision verdict, List<Origin> evidence) {}

    private static List<Origin> frames(List<Vote> counted, Predicate<Vote> telling) {
        return counted.stream().filter(telling).map(Vote::origin).toList();
    }

    private static List<Vote> comparable(List<Vote> ballots) {
        if (ballots.isEmpty()) {
            return ballots;
        }
        String contract = ballots.get(ballots.size() - 1).contract();
        return ballots.stream()
                .filter(ballot -> ballot.contract().equals(contract))
                .toList();
    }

    private Optional<IdentityDecision> verdict(List<Vote> counted, @Nullable String subject, int votes) {
        String nearest = subject == null ? nearest(counted) : subject;
        String contract = counted.get(0).contract();
        return bars.ofContract(contract)
                .map(bar -> new IdentityDecision(
                        subject,
                        best(counted.stream()
                                .filter(ballot -> nearest != null && nearest.equals(ballot.subject()))
                                .map(Vote::score)),
                        best(counted.stream().map(ballot -> ballot.bestBut(nearest))),
                        bar.threshold(),
                        bar.falseMatchRate(),
                        votes,
                        contract));
    }

    private static @Nullable String nearest(List<Vote> counted) {
        return counted.stream()
                .filter(ballot -> ballot.score() != null)
                .max(Comparator.comparing(Vote::score))
                .map(Vote::subject)
                .orElse(null);
    }

    private static @Nullable Float best(Stream<@Nullable Float> scores) {
        return scores.filter(Objects::nonNull).max(Float::compare).orElse(null);
    }
}
