package io.vestibule.lab.scenes;

/** Size of each simulated frame, in pixels. */
public final class FrameSize {

    public static final int WIDTH = 640;
    public static final int HEIGHT = 480;

    private FrameSize() {}
}
