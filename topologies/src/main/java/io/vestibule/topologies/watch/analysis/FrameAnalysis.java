package io.vestibule.topologies.watch.analysis;

import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Decision;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.util.List;

/**
 * The result of analyzing a frame.
 *
 * @param comparison result of the comparison with the background
 * @param view what the frame as a whole shows
 * @param faces live faces only; faces on posters are not among them
 * @param detections all that the detector found, live or not
 * @param checksum checksum of the picture's data; that of an identical picture is the same
 * @param damaged whether a part of the picture is damaged
 * @param droppedFaces faces that were left out because the frame has more than the limit
 * @param missed 1 if this frame confirms a face of an audit that the filter would have missed; otherwise 0
 */
public record FrameAnalysis(
        BackgroundComparison comparison,
        View view,
        List<LiveFace> faces,
        FrameDetections detections,
        long checksum,
        boolean damaged,
        int droppedFaces,
        int missed) {

    public FrameAnalysis {
        faces = List.copyOf(faces);
    }

    /** The analysis of a frame whose detection was skipped. */
    static FrameAnalysis skipped(BackgroundComparison comparison, long checksum, boolean damaged) {
        return new FrameAnalysis(comparison, View.SAME, List.of(), FrameDetections.NONE, checksum, damaged, 0, 0);
    }

    /** Whether the detector was left after its stem. */
    public boolean earlyExit() {
        return comparison.decision() == Decision.SKIP;
    }

    /** Whether the frame was detected only as a sample of what the filter misses. */
    public boolean audit() {
        return comparison.decision() == Decision.AUDIT;
    }
}
