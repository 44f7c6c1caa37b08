package io.vestibule.lab.scenes;

import io.vestibule.lab.scenes.script.ScriptedVisit;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** People who walk up to a camera that exists, drawn into its pictures, of any size. One thread at a time. */
public final class VisitorOverlay {

    private record Guest(ScriptedVisit visit, PersonSprite figure) {}

    private final List<Guest> guests = new ArrayList<>();

    public VisitorOverlay(ZooPortraits album, List<ScriptedVisit> visits) {
        for (ScriptedVisit visit : visits) {
            guests.add(new Guest(visit, new PersonSprite(album.sitter(visit.portrait()))));
        }
    }

    /** Draws whoever is there at this time. */
    public void draw(BufferedImage picture, Duration time) {
        for (Guest guest : guests) {
            if (guest.visit().time().contains(time)) {
                WalkPath.Pose pose = new WalkPath(guest.visit()).at(time);
                Graphics2D graphics = picture.createGraphics();
                double scale = picture.getWidth() / (double) FrameSize.WIDTH;
                graphics.transform(AffineTransform.getScaleInstance(scale, scale));
                // Heads keep their height in the picture, whatever its shape.
                double y = pose.y() / FrameSize.HEIGHT * picture.getHeight() / scale;
                guest.figure().draw(graphics, pose.x(), y, pose.faceWidth(), pose.turn());
                graphics.dispose();
            }
        }
    }
}
