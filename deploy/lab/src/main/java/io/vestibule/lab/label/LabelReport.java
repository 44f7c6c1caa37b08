package io.vestibule.lab.label;

import java.util.Map;

/**
 * What came of labelling.
 *
 * @param photographs how many files there were
 * @param labelled how many became samples
 * @param identities how many people the samples are of; samples of nobody known count for none
 * @param skipped how many were left out, by reason; every reason is there
 * @param resumed how many had been looked at before this process began
 * @param seconds that this process took
 * @param perSecond photographs that this process looked at in a second
 * @param teacher SHA-256 over the ids of the teacher's members
 * @param contract the teacher's embedding contract
 * @param centres version of the class centres
 * @param contentHash the dataset's
 */
public record LabelReport(
        int photographs,
        int labelled,
        int identities,
        Map<SkipReason, Integer> skipped,
        int resumed,
        double seconds,
        double perSecond,
        String teacher,
        String contract,
        String centres,
        String contentHash) {}
