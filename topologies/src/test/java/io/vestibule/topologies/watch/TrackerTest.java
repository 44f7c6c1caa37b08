package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.geometry.Point2D;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final Tracker tracker = new Tracker(Duration.ofSeconds(2));

    @Test
    void shouldGoOnWithTheNearestTrackWhenAFaceMovesLessThanItsWidth() {
        // Given two people beside each other
        List<Track> known = List.of(track("left", 0, 100, NOW), track("right", 200, 100, NOW));

        // When both go to the right
        List<Track> tracks = follow(known, NOW, face(60, 100), face(260, 100));

        // Then
        assertThat(tracks).extracting(Track::name).containsExactly("left", "right");
    }

    @Test
    void shouldBeginATrackWhenAFaceIsFurtherThanItsWidth() {
        List<Track> tracks = follow(List.of(track("left", 0, 100, NOW)), NOW, face(101, 100));

        assertThat(tracks).extracting(Track::name).containsExactly("new-0");
    }

    @Test
    void shouldBeginATrackWhenTheFaceIsOfAnotherSize() {
        List<Track> tracks = follow(List.of(track("parent", 0, 100, NOW)), NOW, face(20, 50));

        assertThat(tracks).extracting(Track::name).containsExactly("new-0");
    }

    @Test
    void shouldGiveATrackToOneFaceOnlyWhenTwoAreNear() {
        List<Track> tracks = follow(List.of(track("one", 0, 100, NOW)), NOW, face(30, 100), face(10, 100));

        assertThat(tracks).extracting(Track::name).containsExactly("new-0", "one");
    }

    @Test
    void shouldForgetATrackWhenItsFaceIsOutOfSightForTooLong() {
        // Given
        List<Track> known =
                List.of(track("old", 0, 100, NOW.minusMillis(2001)), track("late", 300, 100, NOW.minusMillis(2000)));

        // When
        List<Track> tracks = follow(known, NOW, face(0, 100), face(300, 100));

        // Then
        assertThat(tracks).extracting(Track::name).containsExactly("new-0", "late");
    }

    @Test
    void shouldRememberTracksThatMayComeBack() {
        // Given
        List<Track> known =
                List.of(track("gone", 0, 100, NOW.minusSeconds(3)), track("hidden", 0, 100, NOW.minusSeconds(1)));
        List<Track> seen = List.of(track("here", 200, 100, NOW));

        // When
        List<Track> remembered = tracker.remember(known, seen, NOW);

        // Then
        assertThat(remembered).extracting(Track::name).containsExactly("here", "hidden");
    }

    private List<Track> follow(List<Track> known, Instant at, Face... faces) {
        return tracker.follow(known, List.of(faces), at, n -> "new-" + n);
    }

    private static Track track(String name, float left, float size, Instant lastSeen) {
        return new Track(name, box(left, size), lastSeen);
    }

    private static Face face(float left, float size) {
        Point2D point = new Point2D(left, 0);
        return new Face(
                box(left, size),
                new FivePoints(point, point, point, point, point),
                1,
                new AlignedFace(new byte[AlignedFace.BYTES]),
                new FaceQuality(size, 100, 0.5f, 0, 0, 0));
    }

    private static BoundingBox box(float left, float size) {
        return new BoundingBox(left, 0, left + size, size);
    }
}
