package io.vestibule.models.image;

/**
 * The size in a header.
 *
 * @param isWhole whether all pixels must be decoded at once
 */
record ImageSize(int width, int height, boolean isWhole) {

    String text() {
        return width + "x" + height;
    }
}
