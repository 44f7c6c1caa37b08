package io.vestibule.topologies.watch;

import io.vestibule.models.verification.Proportion;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.Estimate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cameras as the status topic tells of them. */
final class CameraStatusMapper {

    private CameraStatusMapper() {}

    /**
     * @param distance largest distance of the camera's last frame from its background, if it was held against one
     */
    static CameraStatus of(String id, Camera camera, Optional<Float> distance) {
        CameraHealth condition = camera.condition();
        CameraCounts counts = camera.counts();
        return new CameraStatus(
                id,
                condition.state(),
                condition.since(),
                camera.capturedAt(),
                condition.reason(),
                counts.frames(),
                counts.earlyExits(),
                distance.orElse(null),
                camera.threshold(),
                counts.shed(),
                counts.audits(),
                counts.auditMisses(),
                missed(counts));
    }

    private static @Nullable Estimate missed(CameraCounts counts) {
        if (counts.audits() == 0) {
            return null;
        }
        Proportion missed = new Proportion(counts.auditMisses(), counts.audits());
        return new Estimate((float) missed.share(), (float) missed.low(), (float) missed.high());
    }
}
