package io.vestibule.lab.scenes;

import io.vestibule.degradation.JpegEncoder;
import io.vestibule.lab.scenes.script.PhotoRendering;
import io.vestibule.lab.scenes.script.Resident;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.util.Arrays;

/**
 * A resident's photograph for enrolment: in front of a light wall, rotated, scaled, lit, blurred and compressed as the
 * script requires. It therefore differs from the picture that the camera shows.
 */
public final class EnrolmentPhoto {

    private EnrolmentPhoto() {}

    /** Returns the photograph as JPEG. */
    public static byte[] of(Resident resident, ZooPortraits portraits) {
        PhotoRendering rendering = resident.rendering();
        int width = 4 * rendering.faceWidth();
        int height = 5 * rendering.faceWidth();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(222, 224, 226), 0, height, new Color(186, 190, 194)));
        graphics.fillRect(0, 0, width, height);
        new PersonSprite(portraits.head(resident.portrait()))
                .draw(graphics, width / 2.0, 0.42 * height, rendering.faceWidth(), rendering.turn());
        graphics.dispose();
        return new JpegEncoder(rendering.quality())
                .encode(lit(blurred(image, rendering.blur()), rendering.brightness()));
    }

    private static BufferedImage blurred(BufferedImage image, int radius) {
        if (radius == 0) {
            return image;
        }
        int side = 2 * radius + 1;
        float[] weights = new float[side * side];
        Arrays.fill(weights, 1f / weights.length);
        BufferedImage blurred = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
        return new ConvolveOp(new Kernel(side, side, weights), ConvolveOp.EDGE_NO_OP, null).filter(image, blurred);
    }

    private static BufferedImage lit(BufferedImage image, float brightness) {
        return new RescaleOp(brightness, 0, null).filter(image, null);
    }
}
