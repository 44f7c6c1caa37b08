package io.vestibule.models;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.face.Face;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** The zoo's photographs, and the steps from a photograph to its faces as a user of the runtime writes them. */
public final class Photographs {

    public static final PreparedModels ZOO = PreparedZoo.models();

    private Photographs() {}

    public static EncodedImage image(String name) {
        return image(ZOO.photograph(name));
    }

    public static EncodedImage image(Path file) {
        try {
            return EncodedImage.of(ByteBuffer.wrap(Files.readAllBytes(file)), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadImageException e) {
            throw new AssertionError(e);
        }
    }

    /** The photograph as a JPEG of another size. */
    public static EncodedImage resized(String name, int width, int height) throws IOException, BadImageException {
        BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Image original = ImageIO.read(ZOO.photograph(name).toFile());
        Image scaled = original.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        resized.getGraphics().drawImage(scaled, 0, 0, null);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(resized, "jpg", jpeg);
        return EncodedImage.of(ByteBuffer.wrap(jpeg.toByteArray()), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
    }

    public static List<Detection> detect(Vision vision, EncodedImage image) throws BadImageException {
        FaceDetector detector = vision.detector();
        try (DecodedImage picture = vision.decoder().decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap map = detector.stem(List.of(picture)).get(0)) {
            return detector.tail(List.of(map)).get(0);
        }
    }

    public static List<Face> faces(Vision vision, EncodedImage image) throws BadImageException {
        return vision.faceAligner().align(image, detect(vision, image));
    }
}
