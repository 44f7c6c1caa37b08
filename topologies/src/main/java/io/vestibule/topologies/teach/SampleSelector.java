package io.vestibule.topologies.teach;

import io.vestibule.schemas.SelectionReason;
import io.vestibule.schemas.state.SubjectSamplingState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Selects the faces that get a soft label, after the teacher has processed them: all hard faces and a share of the easy ones,
 * up to the daily limit of their subject.
 */
final class SampleSelector {

    private final TeachSettings settings;

    SampleSelector(TeachSettings settings) {
        this.settings = settings;
    }

    /** State of a subject without any label. */
    static SubjectSamplingState initialState() {
        return new SubjectSamplingState(Instant.EPOCH, 0);
    }

    /** @param subject state of the labelled subject; {@link #initialState} if the face has no label */
    SamplingDecision decide(SubjectSamplingState subject, SamplingCandidate candidate, SelectionReason reason) {
        // The face's number was already compared with the share of all faces. Easy faces are a share of that share.
        double easyShare = settings.share() * settings.hardness().easyShare();
        if (reason == SelectionReason.EASY && candidate.hash().fraction() >= easyShare) {
            return SamplingDecision.EASY;
        }
        return labelsOfDay(subject, candidate) >= settings.perSubjectDay()
                ? SamplingDecision.SUBJECT_FULL
                : SamplingDecision.TAKEN;
    }

    /** Returns the subject's state after another label. */
    SubjectSamplingState update(SubjectSamplingState subject, SamplingCandidate candidate) {
        return new SubjectSamplingState(day(candidate), labelsOfDay(subject, candidate) + 1);
    }

    private static int labelsOfDay(SubjectSamplingState subject, SamplingCandidate candidate) {
        return subject.getDay().equals(day(candidate)) ? subject.getLabels() : 0;
    }

    private static Instant day(SamplingCandidate candidate) {
        return candidate.capturedAt().truncatedTo(ChronoUnit.DAYS);
    }
}
