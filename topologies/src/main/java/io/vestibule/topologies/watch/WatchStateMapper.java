package io.vestibule.topologies.watch;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.schemas.state.CameraWatchState;
import io.vestibule.schemas.state.TrackState;
import io.vestibule.topologies.watch.scene.Scene;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Cameras and scenes as the stores hold them. */
final class WatchStateMapper {

    private WatchStateMapper() {}

    static CameraWatchState of(Camera camera) {
        CameraHealth condition = camera.condition();
        CameraCounts counts = camera.counts();
        return CameraWatchState.newBuilder()
                .setEpoch(camera.epoch())
                .setSequence(camera.sequence())
                .setCapturedAt(camera.capturedAt())
                .setState(condition.state())
                .setSince(condition.since())
                .setReason(condition.reason())
                .setAnalysedAt(condition.seenAt())
                .setNoBackgroundAt(condition.unknownAt().orElse(null))
                .setDifferentAt(condition.differentAt())
                .setNoDetailSince(condition.blindSince().orElse(null))
                .setNoDetailAt(condition.blindAt().orElse(null))
                .setMovedAt(condition.movedAt().orElse(null))
                .setStatusSentAt(camera.announcedAt())
                .setFrames(counts.frames())
                .setEarlyExits(counts.earlyExits())
                .setShed(counts.shed())
                .setAudits(counts.audits())
                .setAuditMisses(counts.auditMisses())
                .setThreshold(camera.threshold())
                .setTracks(camera.tracks().stream().map(WatchStateMapper::of).toList())
                .build();
    }

    static Camera camera(CameraWatchState memory) {
        return new Camera(
                memory.getEpoch(),
                memory.getSequence(),
                memory.getCapturedAt(),
                new CameraHealth(
                        memory.getState(),
                        memory.getSince(),
                        memory.getReason(),
                        memory.getAnalysedAt(),
                        Optional.ofNullable(memory.getNoBackgroundAt()),
                        memory.getDifferentAt(),
                        Optional.ofNullable(memory.getNoDetailSince()),
                        Optional.ofNullable(memory.getNoDetailAt()),
                        Optional.ofNullable(memory.getMovedAt())),
                memory.getStatusSentAt(),
                new CameraCounts(
                        memory.getFrames(),
                        memory.getEarlyExits(),
                        memory.getShed(),
                        memory.getAudits(),
                        memory.getAuditMisses()),
                memory.getThreshold(),
                memory.getTracks().stream().map(WatchStateMapper::track).toList());
    }

    /** Half precision serves: the distances between neighbouring halves are far under the sensor's noise. */
    static BackgroundState of(Scene.Memory scene, String stem, long epoch) {
        BackgroundModel background = scene.background();
        return BackgroundState.newBuilder()
                .setStem(stem)
                .setChannels(background.channels())
                .setHeight(background.height())
                .setWidth(background.width())
                .setValues(ByteBuffer.wrap(HalfFloats.encode(background.values())))
                .setWrittenAt(scene.seenAt())
                .setEpoch(epoch)
                .setNoise(scene.noise())
                .setNoisePeriods(scene.spells())
                .setThresholdCap(scene.cap())
                .setThresholdCappedAt(scene.cappedAt())
                .setAuditedAt(scene.auditedAt())
                .setStaticFaces(
                        scene.stillFaces().stream().map(FaceSightingMapper::box).toList())
                .build();
    }

    static Scene.Memory scene(BackgroundState memory) {
        return new Scene.Memory(
                new BackgroundModel(
                        memory.getChannels(),
                        memory.getHeight(),
                        memory.getWidth(),
                        HalfFloats.decode(memory.getValues())),
                memory.getNoise(),
                memory.getNoisePeriods(),
                memory.getThresholdCap(),
                memory.getThresholdCappedAt(),
                memory.getStaticFaces().stream().map(FaceSightingMapper::box).toList(),
                memory.getAuditedAt(),
                memory.getWrittenAt());
    }

    private static TrackState of(Track track) {
        return new TrackState(track.name(), FaceSightingMapper.box(track.box()), track.lastSeen());
    }

    private static Track track(TrackState memory) {
        return new Track(memory.getTrack(), FaceSightingMapper.box(memory.getBox()), memory.getLastSeen());
    }
}
