package io.vestibule.models.detection;

import io.vestibule.models.geometry.BoundingBox;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Decodes the raw outputs of the detector: anchors whose score is high enough, usually several for each face. */
public final class AnchorDecoder {

    private static final int SCORES = 2;
    private static final int FACE = 1;
    private static final int SIDES = 4;

    private AnchorDecoder() {}

    /**
     * @param scores two for each anchor, background first; from position 0 to the limit
     * @param boxes four sides for each anchor: left, top, right, bottom, relative to the frame
     * @return detections in the order of the anchors, without empty boxes and without scores that are not a number
     */
    public static List<Detection> decode(FloatBuffer scores, FloatBuffer boxes, float minimumScore) {
        int anchors = scores.limit() / SCORES;
        if (boxes.limit() != anchors * SIDES) {
            throw new IllegalArgumentException(anchors + " anchors do not match " + boxes.limit() + " sides of boxes");
        }
        List<Detection> candidates = new ArrayList<>();
        for (int anchor = 0; anchor < anchors; anchor++) {
            float score = scores.get(anchor * SCORES + FACE);
            if (score >= minimumScore) {
                BoundingBox box = box(boxes, anchor * SIDES);
                if (box.width() > 0 && box.height() > 0) {
                    candidates.add(new Detection(box, score));
                }
            }
        }
        return candidates;
    }

    private static BoundingBox box(FloatBuffer boxes, int at) {
        return new BoundingBox(boxes.get(at), boxes.get(at + 1), boxes.get(at + 2), boxes.get(at + 3));
    }
}
