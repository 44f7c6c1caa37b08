package io.vestibule.topologies.recognise;

import static io.vestibule.common.Checks.require;

import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of recognition.
 *
 * @param arriveSightings sightings that start a visit; with 2, a face detected once is ignored (1 to 16)
 * @param judging limits of a face that is matched; other faces only show that somebody is present
 * @param confirmFrames minimum votes for a subject before it is identified (1 to {@code recognise.window})
 * @param window number of newest matched sightings of a visit whose votes count (1 to 16)
 * @param share minimum share of these sightings that must vote for the subject (share, 0 to 1)
 * @param strictness how far a model's threshold is raised towards 1 (share, 0 to under 1). The model's threshold is for one
 *     comparison; a gallery search makes many
 * @param margin minimum lead over the second subject, as a share of the distance from threshold to 1 (share, 0 to 1)
 * @param thresholds thresholds that replace the raised thresholds (map of embedder to {@code cosine} (-1 to 1) and {@code
 *     false-match-rate} (0 to 1))
 * @param lookAgain how long an identified visitor is not embedded again (duration, 0 to the absence time-out). Until then, a
 *     face only shows that the visitor is still present
 * @param unknownAfter how long faces of a visitor must be matched without success before the visitor is unknown (duration, 0
 *     or more)
 * @param absenceTimeout how long a visitor must be out of sight before the visit ends (duration, over 0)
 * @param cooldown minimum absence of a subject from a camera before a second identification there (duration, 0 or more)
 * @param silence time without records of a camera after which its visits end (wall-clock duration, over the absence
 *     time-out). Camera time stands still for a camera that sends nothing. The value must be far above the absence time-out
 *     and any pause of the stream
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

    /** Maximum number of frames in an identity event. */
    static final int MAX_EVIDENCE = 16;

    public RecogniseSettings {
        require(
                arriveSightings >= 1 && arriveSightings <= MAX_EVIDENCE,
                "arriveSightings must be from 1 to " + MAX_EVIDENCE);
        require(window >= 1 && window <= MAX_EVIDENCE, "window must be from 1 to " + MAX_EVIDENCE);
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
}
