package io.vestibule.topologies.recognise;

import static io.vestibule.common.Checks.require;
import static io.vestibule.common.Checks.requirePositive;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * Limits of what one camera may occupy. Each excess is counted; none is an error.
 *
 * @param openVisits maximum number of open visits of a camera (1 to 1000). Above it, the visit that was seen longest ago ends;
 *     visits of identified visitors are the last to end
 * @param coolDowns maximum number of cool-downs of a camera (1 to 10000). Above it, the oldest one ends
 * @param embeddingsPerSecond faces of a camera that are embedded per second of camera time, and at once after a pause (1 to
 *     1000000). A third of them is kept for visitors with fewer than {@code recognise.confirm-frames} embedded faces. Other faces
 *     only show that somebody is present
 * @param deadline age from which faces are no longer embedded, except one per camera and second (duration, over 0). Embedding
 *     continues when faces are younger than a quarter of it. Not in replay
 */
@RecordBuilder
public record RecogniseLimits(int openVisits, int coolDowns, int embeddingsPerSecond, Duration deadline) {

    public static final int MAX_EMBEDDINGS_PER_SECOND = 1_000_000;

    public RecogniseLimits {
        require(openVisits >= 1 && openVisits <= 1000, "openVisits must be from 1 to 1000");
        require(coolDowns >= 1 && coolDowns <= 10_000, "coolDowns must be from 1 to 10000");
        require(
                embeddingsPerSecond >= 1 && embeddingsPerSecond <= MAX_EMBEDDINGS_PER_SECOND,
                "embeddingsPerSecond must be from 1 to " + MAX_EMBEDDINGS_PER_SECOND);
        requirePositive(deadline, "deadline");
    }

    public static RecogniseLimits defaults() {
        return new RecogniseLimits(64, 256, 30, Duration.ofSeconds(5));
    }
}
