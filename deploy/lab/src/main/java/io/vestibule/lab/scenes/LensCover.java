package io.vestibule.lab.scenes;

import static io.vestibule.lab.scenes.FrameSize.HEIGHT;
import static io.vestibule.lab.scenes.FrameSize.WIDTH;

import io.vestibule.lab.scenes.script.TimeSpan;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.time.Duration;

/** A hand that covers the lens from below: out of focus, dark, with some light between the fingers. */
record LensCover(TimeSpan cover) {

    private static final double SECONDS_TO_COVER = 0.5;

    void draw(Graphics2D graphics, Duration time) {
        if (!cover.contains(time)) {
            return;
        }
        double since = time.minus(cover.from()).toMillis() / 1000.0;
        double left = cover.to().minus(time).toMillis() / 1000.0;
        double covered = Math.min(1, (Math.min(since, left) + 0.2) / SECONDS_TO_COVER);
        int top = (int) Math.round(HEIGHT * (1 - covered));
        double tremble = 6 * Math.sin(since * 5);
        graphics.setPaint(new RadialGradientPaint(
                (float) (0.42 * WIDTH + tremble),
                (float) (top + 0.3 * HEIGHT),
                (float) (0.9 * WIDTH),
                new float[] {0, 0.5f, 1},
                new Color[] {new Color(74, 38, 32), new Color(44, 22, 20), new Color(16, 10, 10)}));
        graphics.fillRect(0, top, WIDTH, HEIGHT);
    }
}
