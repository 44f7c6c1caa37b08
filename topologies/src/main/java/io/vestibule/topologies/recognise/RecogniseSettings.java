package io.vestibule.topologies.recognise;

import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;
import java.util.Map;

/**
 * Every number of recognition.
 *
 * @param arriveSightings sightings from which a visit counts: with 2, a face that a detector saw once is nobody. 1 to 16
 * @param judging what a face must be like to be judged; others only show that somebody is there
 * @param confirmFrames votes that name a subject, 1 to window
 * @param window judged sightings, the newest of a visit, among which the votes are counted, 1 to 16
 * @param share share of these that must be votes for the subject, 0 to 1
 * @param strictness how far a model's threshold is raised towards 1, as a share of the way, 0 to under 1: the model's is
 *     for one comparison, a search makes many
 * @param margin how far a subject must lie above every other one, as a share of the way from the threshold to 1, 0 to 1
 * @param thresholds embedder's name to the threshold that is used in place of the raised one
 * @param lookAgain how long a visitor who is named goes without being looked at again: until then a face shows only that
 *     the visitor is still there, and is not embedded. At most the absence time-out
 * @param unknownAfter how long a visitor must have been judged without being named before being called unknown
 * @param absenceTimeout how long a visitor must be out of sight before being called departed
 * @param cooldown how long a subject must not have been seen at a camera before it is named there again in another visit
 * @param silence wall clock time without a word of a camera after which its visits end: the camera is dead, and its own
 *     time no longer passes. Far over the absence time-out and any pause of the stream
 */
public record RecogniseSettings(
        int arriveSightings,
        FaceLimits judging,
        int confirmFrames,
        int window,
        double share,
        float strictness,
        float margin,
        Map<String, ConfiguredThreshold> thresholds,
        Duration lookAgain,
        Duration unknownAfter,
        Duration absenceTimeout,
        Duration cooldown,
        Duration silence) {

    /** An identity event names at most as many frames. */
    static final int MOST_EVIDENCE = 16;

    public RecogniseSettings {
        require(
                arriveSightings >= 1 && arriveSightings <= MOST_EVIDENCE,
                "arriveSightings must be from 1 to " + MOST_EVIDENCE);
        require(window >= 1 && window <= MOST_EVIDENCE, "window must be from 1 to " + MOST_EVIDENCE);
        require(confirmFrames >= 1 && confirmFrames <= window, "confirmFrames must be from 1 to window");
        require(share >= 0 && share <= 1, "share must be from 0 to 1");
        require(strictness >= 0 && strictness < 1, "strictness must be from 0 to under 1");
        require(margin >= 0 && margin <= 1, "margin must be from 0 to 1");
        thresholds = Map.copyOf(thresholds);
        require(!unknownAfter.isNegative(), "unknownAfter must not be negative");
        require(isPositive(absenceTimeout), "absenceTimeout must be positive");
        require(
                !lookAgain.isNegative() && lookAgain.compareTo(absenceTimeout) <= 0,
                "lookAgain must not be negative, nor longer than absenceTimeout");
        require(!cooldown.isNegative(), "cooldown must not be negative");
        require(silence.compareTo(absenceTimeout) > 0, "silence must be longer than absenceTimeout");
    }

    public static RecogniseSettings defaults() {
        return new RecogniseSettings(
                2,
                new FaceLimits(40, 10, 0.08f, 0.95f, 40, 40, 45),
                3,
                10,
                0.5,
                0.15f,
                0.2f,
                Map.of(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60));
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
