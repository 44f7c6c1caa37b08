package io.vestibule.lab.demo.report;

import io.vestibule.models.face.AlignedFace;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Encodes images as data URIs, so that the page needs no other file. */
final class ImageDataUris {

    private ImageDataUris() {}

    static String uri(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("cannot encode an image in memory", impossible);
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static BufferedImage decoded(byte[] jpeg) {
        try {
            return ImageIO.read(new ByteArrayInputStream(jpeg));
        } catch (IOException impossible) {
            throw new UncheckedIOException("cannot decode a frame of the simulated camera", impossible);
        }
    }

    static BufferedImage scaled(BufferedImage image, int width) {
        int height = Math.round((float) image.getHeight() * width / image.getWidth());
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    /** @param bgr an aligned face as in the topic */
    static BufferedImage face(ByteBuffer bgr) {
        BufferedImage image = new BufferedImage(AlignedFace.SIDE, AlignedFace.SIDE, BufferedImage.TYPE_3BYTE_BGR);
        bgr.duplicate().get(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        return image;
    }
}
