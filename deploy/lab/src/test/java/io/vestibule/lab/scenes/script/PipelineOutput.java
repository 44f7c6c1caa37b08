package io.vestibule.lab.scenes.script;

import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Spectrum;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Records as the topologies write them, for a script that began at {@link #START} with five frames per second. */
public final class PipelineOutput {

    public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private PipelineOutput() {}

    /** Returns a sighting with all required fields. */
    public static FaceSighting sighting(String camera, String track, long sequence, BoundingBox box) {
        return FaceSighting.newBuilder()
                .setCamera(camera)
                .setOrigin(origin(sequence))
                .setSpectrum(Spectrum.VISIBLE)
                .setTrack(track)
                .setBox(new io.vestibule.schemas.Box(box.left(), box.top(), box.right(), box.bottom()))
                .setPoints(Collections.nCopies(5, new Point(1f, 2f)))
                .setScore(0.9f)
                .setQuality(new Quality(60f, 200f, 0.5f, 0f, 0f, 0f))
                .setAlignment("arcface-112+16")
                .setFace(ByteBuffer.allocate(0))
                .build();
    }

    /**
     * Returns an ARRIVED event: the visit's first sighting has this track and frame, the event belongs to the next
     * frame.
     */
    public static IdentityEvent arrival(String camera, String track, long sequence) {
        String visit = track + "@" + sequence;
        return IdentityEvent.newBuilder()
                .setId(visit + "/ARRIVED/0")
                .setVisit(visit)
                .setKind(EventKind.ARRIVED)
                .setOrdinal(0)
                .setCamera(camera)
                .setAt(at(sequence + 1))
                .setEmittedAt(at(sequence + 1))
                .setSightings(2)
                .setFirstSeen(at(sequence))
                .setLastSeen(at(sequence + 1))
                .setEvidence(List.of(origin(sequence), origin(sequence + 1)))
                .build();
    }

    private static Origin origin(long sequence) {
        return new Origin("intercom.frames.v1", 0, sequence, 1L, sequence, at(sequence));
    }

    private static Instant at(long sequence) {
        return START.plus(Duration.ofMillis(200).multipliedBy(sequence));
    }
}
