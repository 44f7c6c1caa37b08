package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.detection.Detection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Selects the largest and clearest faces of a frame, so that a wall of faces costs no more than a group of people. */
final class LargestFaces {

    private LargestFaces() {}

    /** The given number of detections with the largest product of size and score, in their previous order. */
    static List<Detection> of(List<Detection> detections, int maximum) {
        if (detections.size() <= maximum) {
            return detections;
        }
        return IntStream.range(0, detections.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -weight(detections.get(i))))
                .limit(maximum)
                .sorted()
                .map(detections::get)
                .toList();
    }

    private static double weight(Detection detection) {
        return detection.box().size() * detection.score();
    }
}
