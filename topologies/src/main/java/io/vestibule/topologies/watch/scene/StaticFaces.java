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
 * Faces that belong to the scene: posters, portraits, a screen. The newest few, by where they are and by what their cells
 * hold. Somebody who passes before a poster does not bring it to life: afterwards its cells are what they were. A person who
 * was still for long is let go at the first move.
 */
final class StaticFaces {

    private static final int MOST = 16;
    private static final float SAME_PLACE = 0.4f;

    /** Least lately seen first. */
    private final List<BoundingBox> boxes;

    /** What the cells inside the boxes hold; null as long as there are none. */
    private @Nullable BackgroundModel view;

    /** None yet. */
    StaticFaces() {
        this.boxes = new ArrayList<>();
    }

    /**
     * As they were remembered.
     *
     * @param background holds those that hang there; where somebody only stood still it holds what is behind
     */
    StaticFaces(List<BoundingBox> boxes, BackgroundModel background) {
        this.boxes = new ArrayList<>(boxes);
        this.view = boxes.isEmpty() ? null : background.copy();
    }

    /** @param recent the view in which the face has not moved */
    void remember(BoundingBox face, BackgroundModel recent) {
        boxes.removeIf(known -> known.overlap(face) >= SAME_PLACE);
        boxes.add(face);
        if (boxes.size() > MOST) {
            boxes.remove(0);
        }
        if (view == null) {
            view = recent.copy();
        } else {
            view.take(recent, cells(face, recent));
        }
    }

    /**
     * Whether a face is one of these, as it was.
     *
     * @param bar distance from which a cell has changed
     */
    boolean isThere(BoundingBox face, FeatureMap frame, MotionMeasure measure, float bar) {
        return view != null
                && boxes.stream().anyMatch(known -> known.overlap(face) >= SAME_PLACE)
                && measure.measure(frame, view).peakInside(face) < bar;
    }

    void clear() {
        boxes.clear();
        view = null;
    }

    List<BoundingBox> boxes() {
        return List.copyOf(boxes);
    }

    /** Of a face, and those beside it, which a measure may look at, too. */
    private static BitSet cells(BoundingBox face, BackgroundModel view) {
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
