package io.vestibule.dataset.format;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.DatasetManifest.Counts;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The counts and the content hash of samples, for a manifest. */
public final class ContentSummary {

    private final ContentHash hash = new ContentHash();
    private final Set<String> identities = new HashSet<>();
    private int samples;
    private int labelled;

    /** Adds the next sample. */
    public void add(Sample sample) {
        hash.add(sample);
        samples++;
        String identity = sample.label().identity();
        if (identity != null) {
            identities.add(identity);
            labelled++;
        }
    }

    /** Number of samples so far. */
    public int samples() {
        return samples;
    }

    /** @param leftOut number of excluded samples by reason */
    public Counts counts(Map<String, Integer> leftOut) {
        return new Counts(samples, labelled, identities.size(), leftOut);
    }

    /** The hash of all samples and the version of the centres. Must be called once only. */
    public String finishHash(@Nullable Centres centres) {
        return hash.finish(centres);
    }
}
