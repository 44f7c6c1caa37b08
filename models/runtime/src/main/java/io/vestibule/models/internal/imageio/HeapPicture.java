package io.vestibule.models.internal.imageio;

/**
 * Decoded pixels on the Java heap.
 *
 * @param bgr blue, green and red of each pixel, row by row
 */
public record HeapPicture(int width, int height, byte[] bgr) {}
