package io.vestibule.topologies.teach;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Spectrum;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;

/** Sightings as the watch topology sends them. */
final class TestSightings {

    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    static final Quality GOOD = new Quality(120f, 90f, 0.5f, 5f, -5f, 2f);

    private TestSightings() {}

    /** A face of one grey level, which fake teachers interpret as an angle in degrees. */
    static AlignedFace grey(int level) {
        byte[] bgr = new byte[AlignedFace.BYTES];
        Arrays.fill(bgr, (byte) level);
        return new AlignedFace(bgr);
    }

    static FaceSighting.Builder sighting(String camera, String track, Duration afterNoon, int level) {
        Instant at = NOON.plus(afterNoon);
        return FaceSighting.newBuilder()
                .setCamera(camera)
                .setOrigin(new Origin("intercom.frames.v1", 0, afterNoon.toMillis(), 1L, afterNoon.toMillis(), at))
                .setSpectrum(Spectrum.VISIBLE)
                .setTrack(track)
                .setBox(new Box(10f, 20f, 130f, 160f))
                .setPoints(Collections.nCopies(5, new Point(50f, 60f)))
                .setScore(0.99f)
                .setQuality(GOOD)
                .setAlignment(AlignedFace.ALIGNMENT)
                .setFace(ByteBuffer.wrap(grey(level).bgr()));
    }
}
