package io.vestibule.models;

/** Decoded pixels, outside the Java heap. */
public interface Picture extends AutoCloseable {

    int width();

    int height();

    @Override
    void close();
}
