package io.vestibule.topologies.watch.scene;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.CellArea;
import io.vestibule.models.motion.MotionMeasure;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Faces that belong to the scene, such as posters, portraits and screens. Holds the newest few, with their boxes and
 * the features of their cells. A person who passes in front of a poster does not make the poster live: afterwards its
 * cells are the same as before. A person who was classified as static is live again after the first movement.
 */
final class StaticFaces {

    private static final int CAPACITY = 16;
    private static final float SAME_PLACE_OVERLAP = 0.4f;

    private final MotionMeasure measure;

    /** Least recently seen first. */
    private final List<BoundingBox> boxes;

    /** Features of the cells inside the boxes. Null until there is a face. */
    private @Nullable BackgroundModel view;

    /** No faces yet. */
    StaticFaces(MotionMeasure measure) {
        this.measure = measure;
        this.boxes = new ArrayList<>();
    }

    /**
     * Faces restored from a snapshot.
     *
     * @param background contains the faces of pictures; in the box of a person who stood still it contains the wall
     * behind them
     */
    StaticFaces(MotionMeasure measure, List<BoundingBox> boxes, BackgroundModel background) {
        this.measure = measure;
        this.boxes = new ArrayList<>(boxes);
        this.view = boxes.isEmpty() ? null : background.copy();
    }

    /** @param recent view in which the face has not moved */
    void remember(BoundingBox face, BackgroundModel recent) {
        boxes.removeIf(known -> known.overlap(face) >= SAME_PLACE_OVERLAP);
        boxes.add(face);
        if (boxes.size() > CAPACITY) {
            boxes.remove(0);
        }
        if (view == null) {
            view = recent.copy();
        } else {
            view.take(recent, cellsAround(face, recent));
        }
    }

    /**
     * Whether a face is one of these, unchanged.
     *
     * @param threshold distance from which a cell has changed
     */
    boolean contains(BoundingBox face, FeatureMap frame, float threshold) {
        return view != null
                && boxes.stream().anyMatch(known -> known.overlap(face) >= SAME_PLACE_OVERLAP)
                && measure.measure(frame, view).peakInside(face) < threshold;
    }

    void clear() {
        boxes.clear();
        view = null;
    }

    List<BoundingBox> boxes() {
        return List.copyOf(boxes);
    }

    /** The cells of a face and their neighbours, which a motion measure may read as well. */
    private static BitSet cellsAround(BoundingBox face, BackgroundModel view) {
        CellArea area = CellArea.inside(face, view.height(), view.width());
        BitSet cells = new BitSet(view.height() * view.width());
        int left = Math.max(0, area.left() - 1);
        int right = Math.min(view.width() - 1, area.right() + 1);
        for (int row = Math.max(0, area.top() - 1); row <= Math.min(view.height() - 1, area.bottom() + 1); row++) {
            cells.set(row * view.width() + left, row * view.width() + right + 1);
        }
        return cells;
    }
}
