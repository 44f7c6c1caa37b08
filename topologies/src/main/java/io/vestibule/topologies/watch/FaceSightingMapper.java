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
import io.vestibule.topologies.faces.PayloadLimits;
import io.vestibule.topologies.watch.analysis.FrameAnalysis;
import io.vestibule.topologies.watch.analysis.FrameDetections;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Maps live faces to records of the faces topic. */
final class FaceSightingMapper {

    private FaceSightingMapper() {}

    /**
     * Maps one of the live faces of a frame. Only the first contains the frame's features, because they are large and the same for
     * all.
     *
     * @param index index of the face in the frame, from 0
     */
    static FaceSighting toSighting(
            NumberedFrame numbered, RecordMetadata record, FrameAnalysis analysis, int index, Track track) {
        Frame frame = numbered.frame();
        Face face = analysis.faces().get(index).face();
        BackgroundComparison comparison = analysis.comparison();
        FrameDetections detections = analysis.detections();
        return new FaceSighting(
                frame.getCamera(),
                new Origin(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        numbered.number().epoch(),
                        numbered.number().sequence(),
                        frame.getCapturedAt()),
                frame.getSpectrum(),
                track.name(),
                box(face.box()),
                face.points().list().stream()
                        .map(point -> new Point(point.x(), point.y()))
                        .toList(),
                face.score(),
                new Motion(analysis.faces().get(index).motion(), comparison.peak(), comparison.threshold()),
                quality(face.quality()),
                AlignedFace.ALIGNMENT,
                ByteBuffer.wrap(face.aligned().bgr()),
                detections.detections().stream()
                        .limit(PayloadLimits.MAX_DETECTIONS)
                        .map(detection -> new DetectedBox(box(detection.box()), detection.score()))
                        .toList(),
                detections.detector(),
                detections.width(),
                detections.height(),
                index == 0 ? detections.features().orElse(null) : null);
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
