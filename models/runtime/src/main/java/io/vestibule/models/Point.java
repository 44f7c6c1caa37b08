package io.vestibule.models;

/** A point, x to the right, y down. */
public record Point(float x, float y) {

    Point scaled(float factor) {
        return new Point(x * factor, y * factor);
    }
}
