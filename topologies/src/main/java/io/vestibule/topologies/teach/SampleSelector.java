package io.vestibule.topologies.teach;

import io.vestibule.schemas.SelectionReason;
import io.vestibule.schemas.state.SubjectSamplingState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Says which of the faces that the teacher has spoken of are taken: all hard ones and a share of the easy ones, as long as
 * their subject has not had its faces of the day.
 */
final class SampleSelector {

    private final TeachSettings settings;

    SampleSelector(TeachSettings settings) {
        this.settings = settings;
    }

    /** Nothing of a subject was taken. */
    static SubjectSamplingState nothing() {
        return new SubjectSamplingState(Instant.EPOCH, 0);
    }

    /** @param subject what was taken of the one that the face is labelled with; {@link #nothing} where it has no label */
    SamplingDecision judge(SubjectSamplingState subject, SamplingCandidate sample, SelectionReason reason) {
        // The first lot has drawn the sample already: of those, a share.
        double drawn = settings.share() * settings.hardness().easyShare();
        if (reason == SelectionReason.EASY && sample.hash().lot() >= drawn) {
            return SamplingDecision.EASY;
        }
        return takenInDayOf(subject, sample) >= settings.perSubjectDay()
                ? SamplingDecision.SUBJECT_FULL
                : SamplingDecision.TAKEN;
    }

    /** What is remembered of a subject after a sample of it was taken. */
    SubjectSamplingState remember(SubjectSamplingState subject, SamplingCandidate sample) {
        return new SubjectSamplingState(day(sample), takenInDayOf(subject, sample) + 1);
    }

    private static int takenInDayOf(SubjectSamplingState subject, SamplingCandidate sample) {
        return subject.getDay().equals(day(sample)) ? subject.getLabels() : 0;
    }

    private static Instant day(SamplingCandidate sample) {
        return sample.capturedAt().truncatedTo(ChronoUnit.DAYS);
    }
}
