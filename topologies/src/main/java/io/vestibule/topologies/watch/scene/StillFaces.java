package io.vestibule.topologies.watch.scene;

import io.vestibule.models.Box;
import java.util.ArrayList;
import java.util.List;

/** Faces that belong to the scene: posters, portraits, a screen. The newest few, by where they are. */
final class StillFaces {

    private static final int MOST = 16;
    private static final float SAME_PLACE = 0.4f;

    /** Least lately seen first. */
    private final List<Box> boxes;

    StillFaces(List<Box> boxes) {
        this.boxes = new ArrayList<>(boxes);
    }

    void forget(Box face) {
        boxes.removeIf(known -> known.overlap(face) >= SAME_PLACE);
    }

    void remember(Box face) {
        forget(face);
        boxes.add(face);
        if (boxes.size() > MOST) {
            boxes.remove(0);
        }
    }

    boolean has(Box face) {
        return boxes.stream().anyMatch(known -> known.overlap(face) >= SAME_PLACE);
    }

    void clear() {
        boxes.clear();
    }

    List<Box> boxes() {
        return List.copyOf(boxes);
    }
}
