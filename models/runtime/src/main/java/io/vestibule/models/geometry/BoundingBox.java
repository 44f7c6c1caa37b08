package io.vestibule.models.geometry;

/**
 * A rectangle, x to the right, y down. Which unit (share of the frame, or pixels) is said by who hands it out.
 *
 * @param left may lie outside the frame, as may the others
 */
public record BoundingBox(float left, float top, float right, float bottom) {

    public float width() {
        return right - left;
    }

    public float height() {
        return bottom - top;
    }

    /** Length of the shorter side. */
    public float size() {
        return Math.min(width(), height());
    }

    public float area() {
        return Math.max(0, width()) * Math.max(0, height());
    }

    /** Intersection over union, 0 to 1; 0 where both are empty. */
    public float overlap(BoundingBox other) {
        float across = Math.min(right, other.right) - Math.max(left, other.left);
        float down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        float shared = across * down;
        return shared / (area() + other.area() - shared);
    }

    /** The same rectangle in another unit: every x times {@code horizontal}, every y times {@code vertical}. */
    public BoundingBox scaled(float horizontal, float vertical) {
        return new BoundingBox(left * horizontal, top * vertical, right * horizontal, bottom * vertical);
    }
}
