package io.vestibule.topologies.watch;

import io.vestibule.models.Half;
import io.vestibule.models.motion.Background;
import io.vestibule.schemas.state.BackgroundMemory;
import io.vestibule.schemas.state.CameraMemory;
import io.vestibule.schemas.state.TrackMemory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** Cameras and scenes as the stores hold them. */
final class Memories {

    private Memories() {}

    static CameraMemory of(Camera camera) {
        return new CameraMemory(
                camera.epoch(),
                camera.sequence(),
                camera.capturedAt(),
                camera.state(),
                camera.since(),
                camera.reason(),
                camera.differentAt(),
                camera.lastFaceAt().orElse(null),
                camera.announcedAt(),
                camera.frames(),
                camera.earlyExits(),
                camera.faces(),
                camera.tracks().stream().map(Memories::of).toList());
    }

    static Camera camera(CameraMemory memory) {
        return new Camera(
                memory.getEpoch(),
                memory.getSequence(),
                memory.getCapturedAt(),
                memory.getState(),
                memory.getSince(),
                memory.getReason(),
                memory.getDifferentAt(),
                Optional.ofNullable(memory.getLastFaceAt()),
                memory.getAnnouncedAt(),
                memory.getFrames(),
                memory.getEarlyExits(),
                memory.getFaces(),
                memory.getTracks().stream().map(Memories::track).toList());
    }

    /** Half precision serves: the distances between neighbouring halves are far under the sensor's noise. */
    static BackgroundMemory of(Scene scene, String stem, Instant at) {
        Background background = scene.background();
        return new BackgroundMemory(
                stem,
                background.channels(),
                background.height(),
                background.width(),
                ByteBuffer.wrap(Half.encode(background.values())),
                scene.proven(),
                scene.stableSince(),
                at);
    }

    static Scene scene(BackgroundMemory memory, WatchSettings settings) {
        Background background = new Background(
                memory.getChannels(), memory.getHeight(), memory.getWidth(), Half.decode(memory.getValues()));
        return new Scene(settings, background, memory.getProven(), memory.getStableSince(), memory.getWrittenAt());
    }

    private static TrackMemory of(Track track) {
        return new TrackMemory(track.name(), Sightings.box(track.box()), track.lastSeen());
    }

    private static Track track(TrackMemory memory) {
        return new Track(memory.getTrack(), Sightings.box(memory.getBox()), memory.getLastSeen());
    }
}
