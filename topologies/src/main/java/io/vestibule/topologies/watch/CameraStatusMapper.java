package io.vestibule.topologies.watch;

import io.vestibule.models.verification.Proportion;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.Estimate;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps the state of a camera to a record of the cameras topic. */
final class CameraStatusMapper {

    private CameraStatusMapper() {}

    /**
     * @param distance largest distance of the camera's last frame from its background; empty if it was not compared
     * @param clockOffset constant difference of the broker's clock and the camera's; null if there is none
     */
    static CameraStatus toStatus(String id, Camera camera, Optional<Float> distance, @Nullable Duration clockOffset) {
        CameraHealth health = camera.health();
        CameraCounts counts = camera.counts();
        return CameraStatus.newBuilder()
                .setCamera(id)
                .setState(health.state())
                .setSince(health.since())
                .setAt(camera.capturedAt())
                .setReason(health.reason())
                .setFrames(counts.frames())
                .setEarlyExits(counts.earlyExits())
                .setDistance(distance.orElse(null))
                .setThreshold(camera.threshold())
                .setShed(counts.shed())
                .setAudits(counts.audits())
                .setAuditMisses(counts.auditMisses())
                .setDamaged(counts.damaged())
                .setDroppedFaces(counts.droppedFaces())
                .setClockOffset(clockOffset == null ? null : clockOffset.toMillis())
                .setMissRate(missRate(counts))
                .build();
    }

    private static @Nullable Estimate missRate(CameraCounts counts) {
        if (counts.audits() == 0) {
            return null;
        }
        Proportion missed = new Proportion(counts.auditMisses(), counts.audits());
        return new Estimate((float) missed.share(), (float) missed.low(), (float) missed.high());
    }
}
