package io.vestibule.topologies.watch;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.schemas.state.BackgroundMemory;
import io.vestibule.schemas.state.CameraMemory;
import io.vestibule.schemas.state.TrackMemory;
import io.vestibule.topologies.watch.scene.Scene;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Cameras and scenes as the stores hold them. */
final class WatchStateMapper {

    private WatchStateMapper() {}

    static CameraMemory of(Camera camera) {
        CameraHealth condition = camera.condition();
        CameraCounts counts = camera.counts();
        return CameraMemory.newBuilder()
                .setEpoch(camera.epoch())
                .setSequence(camera.sequence())
                .setCapturedAt(camera.capturedAt())
                .setState(condition.state())
                .setSince(condition.since())
                .setReason(condition.reason())
                .setSeenAt(condition.seenAt())
                .setUnknownAt(condition.unknownAt().orElse(null))
                .setDifferentAt(condition.differentAt())
                .setBlindSince(condition.blindSince().orElse(null))
                .setBlindAt(condition.blindAt().orElse(null))
                .setMovedAt(condition.movedAt().orElse(null))
                .setAnnouncedAt(camera.announcedAt())
                .setFrames(counts.frames())
                .setEarlyExits(counts.earlyExits())
                .setFaces(counts.faces())
                .setShed(counts.shed())
                .setAudits(counts.audits())
                .setAuditMisses(counts.auditMisses())
                .setThreshold(camera.threshold())
                .setTracks(camera.tracks().stream().map(WatchStateMapper::of).toList())
                .build();
    }

    static Camera camera(CameraMemory memory) {
        return new Camera(
                memory.getEpoch(),
                memory.getSequence(),
                memory.getCapturedAt(),
                new CameraHealth(
                        memory.getState(),
                        memory.getSince(),
                        memory.getReason(),
                        memory.getSeenAt(),
                        Optional.ofNullable(memory.getUnknownAt()),
                        memory.getDifferentAt(),
                        Optional.ofNullable(memory.getBlindSince()),
                        Optional.ofNullable(memory.getBlindAt()),
                        Optional.ofNullable(memory.getMovedAt())),
                memory.getAnnouncedAt(),
                new CameraCounts(
                        memory.getFrames(),
                        memory.getEarlyExits(),
                        memory.getFaces(),
                        memory.getShed(),
                        memory.getAudits(),
                        memory.getAuditMisses()),
                memory.getThreshold(),
                memory.getTracks().stream().map(WatchStateMapper::track).toList());
    }

    /** Half precision serves: the distances between neighbouring halves are far under the sensor's noise. */
    static BackgroundMemory of(Scene.Memory scene, String stem, long epoch) {
        BackgroundModel background = scene.background();
        return BackgroundMemory.newBuilder()
                .setStem(stem)
                .setChannels(background.channels())
                .setHeight(background.height())
                .setWidth(background.width())
                .setValues(ByteBuffer.wrap(HalfFloats.encode(background.values())))
                .setWrittenAt(scene.seenAt())
                .setEpoch(epoch)
                .setNoise(scene.noise())
                .setSpells(scene.spells())
                .setCap(scene.cap())
                .setCappedAt(scene.cappedAt())
                .setAuditedAt(scene.auditedAt())
                .setStillFaces(
                        scene.stillFaces().stream().map(FaceSightingMapper::box).toList())
                .build();
    }

    static Scene.Memory scene(BackgroundMemory memory) {
        return new Scene.Memory(
                new BackgroundModel(
                        memory.getChannels(),
                        memory.getHeight(),
                        memory.getWidth(),
                        HalfFloats.decode(memory.getValues())),
                memory.getNoise(),
                memory.getSpells(),
                memory.getCap(),
                memory.getCappedAt(),
                memory.getStillFaces().stream().map(FaceSightingMapper::box).toList(),
                memory.getAuditedAt(),
                memory.getWrittenAt());
    }

    private static TrackMemory of(Track track) {
        return new TrackMemory(track.name(), FaceSightingMapper.box(track.box()), track.lastSeen());
    }

    private static Track track(TrackMemory memory) {
        return new Track(memory.getTrack(), FaceSightingMapper.box(memory.getBox()), memory.getLastSeen());
    }
}
