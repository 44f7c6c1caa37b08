package io.vestibule.lab.scenes;

import io.vestibule.lab.scenes.script.ScriptedVisit;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws visitors into the pictures of a real camera, at any picture size. Not thread-safe. */
public final class VisitorOverlay {

    private record Visitor(ScriptedVisit visit, PersonSprite sprite) {}

    private final List<Visitor> visitors = new ArrayList<>();

    public VisitorOverlay(ZooPortraits portraits, List<ScriptedVisit> visits) {
        for (ScriptedVisit visit : visits) {
            visitors.add(new Visitor(visit, new PersonSprite(portraits.head(visit.portrait()))));
        }
    }

    /** Draws the visitors who are present at a time. */
    public void draw(BufferedImage picture, Duration time) {
        for (Visitor visitor : visitors) {
            if (visitor.visit().time().contains(time)) {
                WalkPath.Pose pose = new WalkPath(visitor.visit()).at(time);
                Graphics2D graphics = picture.createGraphics();
                double scale = picture.getWidth() / (double) FrameSize.WIDTH;
                graphics.transform(AffineTransform.getScaleInstance(scale, scale));
                // The relative height of heads is independent of the aspect ratio.
                double y = pose.y() / FrameSize.HEIGHT * picture.getHeight() / scale;
                visitor.sprite().draw(graphics, pose.x(), y, pose.faceWidth(), pose.turn());
                graphics.dispose();
            }
        }
    }
}
