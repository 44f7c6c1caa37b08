package io.vestibule.models.geometry;

/**
 * A rectangle, x to the right, y down. Its provider defines the unit: relative to the frame (0 to 1), or pixels.
 *
 * @param left may be outside the frame, like the other sides
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

    /** Intersection over union, 0 to 1; 0 if both are empty. */
    public float overlap(BoundingBox other) {
        float across = Math.min(right, other.right) - Math.max(left, other.left);
        float down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        float shared = across * down;
        return shared / (area() + other.area() - shared);
    }

    /** The rectangle in another unit: each x times {@code horizontal}, each y times {@code vertical}. */
    public BoundingBox scaled(float horizontal, float vertical) {
        return new BoundingBox(left * horizontal, top * vertical, right * horizontal, bottom * vertical);
    }
}
