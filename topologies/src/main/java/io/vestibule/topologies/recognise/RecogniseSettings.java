package io.vestibule.topologies.recognise;

import static io.vestibule.common.Checks.require;
import static io.vestibule.common.Checks.requirePositive;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of recognition.
 *
 * @param arriveSightings sightings that start a visit; with 2, a face detected once is ignored (1 to 16)
 * @param judging limits of a face that is matched; other faces only show that somebody is present
 * @param confirmFrames minimum votes for a subject before it is identified (1 to {@code recognise.window})
 * @param votesOver minimum time between the first and the last vote for a subject before it is identified (duration, 0 to the time
 *     of {@code recognise.window} looks). Frames of a fast camera are nearly the same picture
 * @param window number of newest matched sightings of a visit whose votes count (1 to 16)
 * @param share minimum share of these sightings that must vote for the subject (share, 0 to 1)
 * @param strictness how far a model's threshold is raised towards 1 (share, 0 to under 1). The model's threshold is for one
 *     comparison; a gallery search makes many
 * @param margin minimum lead over the second subject, as a share of the distance from threshold to 1 (share, 0 to 1)
 * @param thresholds thresholds that replace the raised thresholds (map of embedder to {@code cosine} (-1 to 1) and {@code
 *     false-match-rate} (0 to 1))
 * @param lookEvery how long a visitor is not embedded again (duration, 0 to the absence time-out). Until then, a face only shows
 *     that the visitor is still present
 * @param lookAgain how long an identified visitor is not embedded again (duration, 0 to the absence time-out). The look shows
 *     whether the same person is still there
 * @param unknownAfter how long faces of a visitor must be matched without success before the visitor is unknown (duration, 0
 *     or more)
 * @param absenceTimeout how long a visitor must be out of sight before the visit ends (duration, over 0)
 * @param cooldown minimum absence of a subject from a camera before a second identification there (duration, 0 or more)
 * @param identifyWithin how old votes may be to identify a visitor, by the wall clock (duration, over 0). Older votes cause
 *     IDENTIFIED_LATE, which must not open a door. Not in replay
 * @param replay replay of old faces: no identification is late, and events are emitted at their own time ({@code true}, {@code
 *     false}). Setting {@code watch.replay} sets it as well
 * @param limits limits of what one camera may occupy
 * @param silence time without records of a camera after which its visits end (wall-clock duration, over the absence
 *     time-out). Camera time stands still for a camera that sends nothing. The value must be far above the absence time-out
 *     and any pause of the stream
 */
@RecordBuilder
public record RecogniseSettings(
        int arriveSightings,
        FaceLimits judging,
        int confirmFrames,
        Duration votesOver,
        int window,
        double share,
        float strictness,
        float margin,
        Map<String, ConfiguredThreshold> thresholds,
        Duration lookEvery,
        Duration lookAgain,
        Duration unknownAfter,
        Duration absenceTimeout,
        Duration cooldown,
        Duration identifyWithin,
        boolean replay,
        RecogniseLimits limits,
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
        requirePositive(absenceTimeout, "absenceTimeout");
        requireWithin(lookEvery, absenceTimeout, "lookEvery");
        requireWithin(lookAgain, absenceTimeout, "lookAgain");
        require(
                !votesOver.isNegative() && votesOver.compareTo(lookEvery.multipliedBy(window - 1L)) <= 0,
                "votesOver must not be negative, nor longer than lookEvery times (window - 1)");
        requirePositive(identifyWithin, "identifyWithin");
        require(!cooldown.isNegative(), "cooldown must not be negative");
        require(silence.compareTo(absenceTimeout) > 0, "silence must be longer than absenceTimeout");
    }

    public static RecogniseSettings defaults() {
        return new RecogniseSettings(
                2,
                new FaceLimits(40, 10, 0.08f, 0.95f, 40, 40, 45),
                3,
                Duration.ofMillis(600),
                10,
                0.5,
                0.15f,
                0.2f,
                Map.of(),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                false,
                RecogniseLimits.defaults(),
                Duration.ofSeconds(60));
    }

    /** The same settings for a replay of old faces. */
    public RecogniseSettings replaying() {
        return RecogniseSettingsBuilder.builder(this).replay(true).build();
    }

    private static void requireWithin(Duration duration, Duration maximum, String name) {
        require(
                !duration.isNegative() && duration.compareTo(maximum) <= 0,
                name + " must not be negative, nor longer than absenceTimeout");
    }
}
