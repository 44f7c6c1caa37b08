package io.vestibule.models.geometry;

/** A point, x to the right, y down. */
public record Point2D(float x, float y) {

    Point2D scaled(float factor) {
        return new Point2D(x * factor, y * factor);
    }
}
