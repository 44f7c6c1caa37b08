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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrackerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final Tracker tracker = new Tracker(Duration.ofSeconds(2));

    @Test
    void shouldContinueTheNearestTrackWhenAFaceMovesLessThanItsWidth() {
        // Given two people side by side
        List<Track> known = List.of(track("left", 0, 100, NOW), track("right", 200, 100, NOW));

        // When both move to the right
        List<Track> tracks = assign(known, face(60, 100), face(260, 100));

        // Then
        assertThat(tracks).extracting(Track::name).containsExactly("left", "right");
    }

    @Test
    void shouldStartATrackWhenAFaceIsFartherThanItsWidth() {
        // When
        List<Track> tracks = assign(List.of(track("left", 0, 100, NOW)), face(101, 100));

        // Then
        assertThat(tracks).extracting(Track::name).containsExactly("new-0");
    }

    @Test
    void shouldDropTheLongestUnseenTracksWhenThereAreMoreThanTheMaximum() {
        // Given
        List<Track> known = IntStream.range(0, 100)
                .mapToObj(i -> track("known-" + i, 1000f * i, 100, NOW.minusMillis(i)))
                .toList();
        List<Track> seen = List.of(track("seen", 0, 100, NOW));

        // When
        List<Track> retained = tracker.retain(known, seen, NOW);

        // Then
        assertThat(retained).hasSize(Tracker.MAXIMUM_TRACKS);
        assertThat(retained)
                .extracting(Track::name)
                .contains("seen", "known-0", "known-62")
                .doesNotContain("known-63");
    }

    @Test
    void shouldStartATrackWhenTheFaceHasAnotherSize() {
        // When
        List<Track> tracks = assign(List.of(track("parent", 0, 100, NOW)), face(20, 50));

        // Then
        assertThat(tracks).extracting(Track::name).containsExactly("new-0");
    }

    @Test
    void shouldContinueATrackWithOneFaceOnlyWhenTwoAreNear() {
        // When
        List<Track> tracks = assign(List.of(track("one", 0, 100, NOW)), face(30, 100), face(10, 100));

        // Then
        assertThat(tracks).extracting(Track::name).containsExactly("new-0", "one");
    }

    @Test
    void shouldForgetATrackWhenItsFaceIsOutOfSightForTooLong() {
        // Given
        List<Track> known =
                List.of(track("old", 0, 100, NOW.minusMillis(2001)), track("late", 300, 100, NOW.minusMillis(2000)));

        // When
        List<Track> tracks = assign(known, face(0, 100), face(300, 100));

        // Then
        assertThat(tracks).extracting(Track::name).containsExactly("new-0", "late");
    }

    @Test
    void shouldRetainTracksWhenTheirFaceMayReappear() {
        // Given
        List<Track> known =
                List.of(track("gone", 0, 100, NOW.minusSeconds(3)), track("hidden", 0, 100, NOW.minusSeconds(1)));
        List<Track> seen = List.of(track("here", 200, 100, NOW));

        // When
        List<Track> retained = tracker.retain(known, seen, NOW);

        // Then
        assertThat(retained).extracting(Track::name).containsExactly("here", "hidden");
    }

    private List<Track> assign(List<Track> known, Face... faces) {
        return tracker.assign(known, List.of(faces), NOW, n -> "new-" + n);
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
