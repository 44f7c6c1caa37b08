package io.vestibule.app.demo.scene;

/** Size of every simulated frame, in pixels. */
public final class Frames {

    public static final int WIDTH = 640;
    public static final int HEIGHT = 480;

    private Frames() {}
}
