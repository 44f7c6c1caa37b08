package io.vestibule.testing;

import io.vestibule.zoo.PreparedModels;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** A crop of one of the zoo's photographs, as an enrolment photograph. */
public record PhotographCrop(BufferedImage image) {

    /** The resident, who is in two photographs. Here the head is tilted by about 45 degrees. */
    public static PhotographCrop ofResident(PreparedModels zoo) {
        return cut(zoo, "sample1", 1360, 100, 420, 430);
    }

    /** The resident in the other photograph. */
    public static PhotographCrop ofResidentAnotherDay(PreparedModels zoo) {
        return cut(zoo, "sample3", 960, 100, 460, 520);
    }

    public static PhotographCrop ofAnotherPerson(PreparedModels zoo) {
        return cut(zoo, "sample6", 1080, 210, 370, 470);
    }

    public static PhotographCrop ofAWall(PreparedModels zoo) {
        return cut(zoo, "sample1", 0, 0, 300, 300);
    }

    public static PhotographCrop whole(PreparedModels zoo, String photograph) {
        return new PhotographCrop(read(zoo, photograph));
    }

    private static PhotographCrop cut(PreparedModels zoo, String photograph, int left, int top, int width, int height) {
        return new PhotographCrop(read(zoo, photograph).getSubimage(left, top, width, height));
    }

    public PhotographCrop scaled(double factor) {
        int width = (int) (image.getWidth() * factor);
        int height = (int) (image.getHeight() * factor);
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return new PhotographCrop(scaled);
    }

    /** Like a picture that is out of focus. */
    public PhotographCrop blurred(double factor) {
        return scaled(1 / factor).scaled(factor);
    }

    /** Multiplies each value by the factor. */
    public PhotographCrop withBrightness(float factor) {
        BufferedImage brightened = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = brightened.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return new PhotographCrop(new RescaleOp(factor, 0, null).filter(brightened, null));
    }

    /** Rotates clockwise in the image plane and fills the corners with black. */
    public PhotographCrop tilted(double degrees) {
        BufferedImage tilted = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = tilted.createGraphics();
        graphics.rotate(Math.toRadians(degrees), image.getWidth() / 2.0, image.getHeight() / 2.0);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return new PhotographCrop(tilted);
    }

    public ByteBuffer png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static BufferedImage read(PreparedModels zoo, String photograph) {
        try {
            return ImageIO.read(zoo.photograph(photograph).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
