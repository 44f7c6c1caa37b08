package io.vestibule.lab.label;

import java.util.Map;

/**
 * The result of labelling.
 *
 * @param photographs number of files
 * @param labelled number of files that became samples
 * @param identities number of people in the samples; unknown people are not counted
 * @param skipped number of skipped files by reason, with all reasons
 * @param resumed number of files that an earlier process analysed
 * @param seconds duration of this process
 * @param perSecond photographs that this process analysed in a second
 * @param teacher SHA-256 over the ids of the teacher's members
 * @param contract embedding contract of the teacher
 * @param centres version of the class centres
 * @param contentHash of the dataset
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
