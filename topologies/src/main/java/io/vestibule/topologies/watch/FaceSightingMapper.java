package io.vestibule.topologies.watch;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.Face;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.DetectedBox;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Motion;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.topologies.watch.analysis.FrameAnalysis;
import io.vestibule.topologies.watch.analysis.FrameDetections;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Faces as the next topology reads them. */
final class FaceSightingMapper {

    private FaceSightingMapper() {}

    /**
     * One of the living faces of a frame. The first alone carries the frame's features: they are large, and the same for all.
     *
     * @param index which of them, from 0
     */
    static FaceSighting of(Frame frame, RecordMetadata record, FrameAnalysis glance, int index, Track track) {
        Face face = glance.faces().get(index).face();
        BackgroundComparison comparison = glance.comparison();
        FrameDetections overview = glance.overview();
        return new FaceSighting(
                frame.getCamera(),
                new Origin(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        frame.getEpoch(),
                        frame.getSequence(),
                        frame.getCapturedAt()),
                frame.getSpectrum(),
                track.name(),
                box(face.box()),
                face.points().list().stream()
                        .map(point -> new Point(point.x(), point.y()))
                        .toList(),
                face.score(),
                new Motion(glance.faces().get(index).motion(), comparison.peak(), comparison.threshold()),
                quality(face.quality()),
                AlignedFace.ALIGNMENT,
                ByteBuffer.wrap(face.aligned().bgr()),
                overview.detections().stream()
                        .map(detection -> new DetectedBox(box(detection.box()), detection.score()))
                        .toList(),
                overview.detector(),
                overview.width(),
                overview.height(),
                index == 0 ? overview.features().orElse(null) : null);
    }

    static Box box(io.vestibule.models.geometry.BoundingBox box) {
        return new Box(box.left(), box.top(), box.right(), box.bottom());
    }

    static io.vestibule.models.geometry.BoundingBox box(Box box) {
        return new io.vestibule.models.geometry.BoundingBox(
                box.getLeft(), box.getTop(), box.getRight(), box.getBottom());
    }

    private static Quality quality(io.vestibule.models.face.FaceQuality quality) {
        return new Quality(
                quality.size(),
                quality.sharpness(),
                quality.brightness(),
                quality.yaw(),
                quality.pitch(),
                quality.roll());
    }
}
