package io.vestibule.integration;

import io.vestibule.models.Vision;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;

/** Crops of the people in the photographs of the model packages, with some margin. */
final class PhotographedPeople implements AutoCloseable {

    private final PreparedModels zoo = PreparedZoo.models();
    private final Vision vision = Vision.open(zoo);

    /** The woman who appears in two photographs; this is the one for enrolment. */
    BufferedImage residentForEnrolment() {
        return cut("sample3", 1);
    }

    BufferedImage residentAtTheDoor() {
        return cut("sample1", 2);
    }

    /** Another person. */
    BufferedImage stranger() {
        return cut("sample4", 0);
    }

    /** @param position from the left, from 0 */
    private BufferedImage cut(String photograph, int position) {
        Path file = zoo.photograph(photograph);
        try {
            BufferedImage whole = ImageIO.read(file.toFile());
            Detection face = detect(Files.readAllBytes(file)).get(position);
            float width = face.box().width() * whole.getWidth();
            float height = face.box().height() * whole.getHeight();
            int left = Math.max(0, Math.round(face.box().left() * whole.getWidth() - width * 0.4f));
            int top = Math.max(0, Math.round(face.box().top() * whole.getHeight() - height * 0.4f));
            return whole.getSubimage(
                    left,
                    top,
                    Math.min(Math.round(width * 1.8f), whole.getWidth() - left),
                    Math.min(Math.round(height * 1.8f), whole.getHeight() - top));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Detection> detect(byte[] photograph) {
        try {
            EncodedImage image = EncodedImage.of(ByteBuffer.wrap(photograph), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
            try (DecodedImage picture = vision.decoder()
                            .decode(
                                    image,
                                    vision.detector().inputWidth(),
                                    vision.detector().inputHeight());
                    FeatureMap map = vision.detector().stem(List.of(picture)).get(0)) {
                return vision.detector().tail(List.of(map)).get(0).stream()
                        .sorted(Comparator.comparingDouble(
                                detection -> detection.box().left()))
                        .toList();
            }
        } catch (BadImageException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        vision.close();
    }
}
