package io.vestibule.topologies.watch;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.schemas.state.CameraWatchState;
import io.vestibule.schemas.state.TrackState;
import io.vestibule.topologies.watch.scene.Scene;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Maps cameras and scenes to records of the state stores, and back. */
final class WatchStateMapper {

    private WatchStateMapper() {}

    static CameraWatchState toState(Camera camera) {
        CameraHealth health = camera.health();
        CameraCounts counts = camera.counts();
        return CameraWatchState.newBuilder()
                .setEpoch(camera.epoch())
                .setSequence(camera.sequence())
                .setAssignedEpoch(camera.assigned().epoch())
                .setAssignedSequence(camera.assigned().sequence())
                .setCapturedAt(camera.capturedAt())
                .setState(health.state())
                .setSince(health.since())
                .setReason(health.reason())
                .setAnalysedAt(health.analysedAt())
                .setNoBackgroundAt(health.noBackgroundAt().orElse(null))
                .setDifferentAt(health.differentAt())
                .setNoDetailSince(health.noDetailSince().orElse(null))
                .setNoDetailAt(health.noDetailAt().orElse(null))
                .setMovedAt(health.movedAt().orElse(null))
                .setPictureChecksum(health.pictures().checksum())
                .setIdenticalSince(health.pictures().identicalSince().orElse(null))
                .setIdenticalAt(health.pictures().identicalAt().orElse(null))
                .setDamagedShare(health.damagedShare())
                .setStatusSentAt(camera.statusSentAt())
                .setFrames(counts.frames())
                .setEarlyExits(counts.earlyExits())
                .setShed(counts.shed())
                .setAudits(counts.audits())
                .setAuditMisses(counts.auditMisses())
                .setDamaged(counts.damaged())
                .setDroppedFaces(counts.droppedFaces())
                .setThreshold(camera.threshold())
                .setTracks(
                        camera.tracks().stream().map(WatchStateMapper::toState).toList())
                .build();
    }

    static Camera toCamera(CameraWatchState state) {
        return new Camera(
                state.getEpoch(),
                state.getSequence(),
                new FrameNumber(state.getAssignedEpoch(), state.getAssignedSequence()),
                state.getCapturedAt(),
                new CameraHealth(
                        state.getState(),
                        state.getSince(),
                        state.getReason(),
                        state.getAnalysedAt(),
                        Optional.ofNullable(state.getNoBackgroundAt()),
                        state.getDifferentAt(),
                        Optional.ofNullable(state.getNoDetailSince()),
                        Optional.ofNullable(state.getNoDetailAt()),
                        Optional.ofNullable(state.getMovedAt()),
                        new PictureRun(
                                state.getPictureChecksum(),
                                Optional.ofNullable(state.getIdenticalSince()),
                                Optional.ofNullable(state.getIdenticalAt())),
                        state.getDamagedShare()),
                state.getStatusSentAt(),
                new CameraCounts(
                        state.getFrames(),
                        state.getEarlyExits(),
                        state.getShed(),
                        state.getAudits(),
                        state.getAuditMisses(),
                        state.getDamaged(),
                        state.getDroppedFaces()),
                state.getThreshold(),
                state.getTracks().stream().map(WatchStateMapper::toTrack).toList());
    }

    /** Half precision is sufficient: its rounding errors are far below the noise of the sensor. */
    static BackgroundState toState(Scene.Snapshot scene, String stem, long epoch) {
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
                .setStaticFaces(scene.staticFaces().stream()
                        .map(FaceSightingMapper::box)
                        .toList())
                .build();
    }

    static Scene.Snapshot toSnapshot(BackgroundState state) {
        return new Scene.Snapshot(
                new BackgroundModel(
                        state.getChannels(), state.getHeight(), state.getWidth(), HalfFloats.decode(state.getValues())),
                state.getNoise(),
                state.getNoisePeriods(),
                state.getThresholdCap(),
                state.getThresholdCappedAt(),
                state.getStaticFaces().stream().map(FaceSightingMapper::box).toList(),
                state.getAuditedAt(),
                state.getWrittenAt());
    }

    private static TrackState toState(Track track) {
        return new TrackState(track.name(), FaceSightingMapper.box(track.box()), track.lastSeen());
    }

    private static Track toTrack(TrackState state) {
        return new Track(state.getTrack(), FaceSightingMapper.box(state.getBox()), state.getLastSeen());
    }
}
