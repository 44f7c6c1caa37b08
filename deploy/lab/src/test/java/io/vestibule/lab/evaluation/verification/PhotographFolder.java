package io.vestibule.lab.evaluation.verification;

import io.vestibule.models.Vision;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.zoo.PreparedModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * The zoo's photographs, cut up into one image a face and laid out like LFW. The woman who is in two of them has two images,
 * Woman 1 and 2; everybody else is called after photograph and place from the left, and has one.
 */
public final class PhotographFolder {
    private static final String WOMAN = "Woman";

    /** Side of an image in sizes of the face: like LFW's, with some of the neighbours in view. */
    private static final double WIDTH_IN_FACES = 2.2;

    private static final Map<String, Integer> PLACE_OF_WOMAN = Map.of("sample1", 2, "sample3", 1);

    private PhotographFolder() {}

    /** @return the names of all but the woman */
    public static List<String> lay(Path folder, Vision vision, PreparedModels zoo) throws Exception {
        List<String> others = new ArrayList<>();
        int imagesOfWoman = 0;
        for (Map.Entry<String, Path> photograph : zoo.photographsByName().entrySet()) {
            BufferedImage whole = ImageIO.read(photograph.getValue().toFile());
            List<BoundingBox> faces = faces(vision, photograph.getValue());
            for (int place = 0; place < faces.size(); place++) {
                boolean woman = Integer.valueOf(place).equals(PLACE_OF_WOMAN.get(photograph.getKey()));
                String name = woman ? WOMAN : photograph.getKey() + "_" + place;
                int number = woman ? ++imagesOfWoman : 1;
                write(folder, name, number, cut(whole, faces.get(place)));
                if (!woman) {
                    others.add(name);
                }
            }
        }
        return others;
    }

    public static void write(Path folder, String person, int number, BufferedImage image) throws IOException {
        Path own = Files.createDirectories(folder.resolve(person));
        ImageIO.write(
                image,
                "jpg",
                own.resolve("%s_%04d.jpg".formatted(person, number)).toFile());
    }

    /** An image with nothing on it. */
    public static BufferedImage blank() {
        return new BufferedImage(250, 250, BufferedImage.TYPE_3BYTE_BGR);
    }

    /** Boxes in pixels, from the left. */
    private static List<BoundingBox> faces(Vision vision, Path file) throws Exception {
        EncodedImage image =
                EncodedImage.of(ByteBuffer.wrap(Files.readAllBytes(file)), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
        FaceDetector detector = vision.detector();
        try (DecodedImage picture = vision.decoder().decode(image, detector.inputWidth(), detector.inputHeight());
                FeatureMap map = detector.stem(List.of(picture)).get(0)) {
            return detector.tail(List.of(map)).get(0).stream()
                    .map(Detection::box)
                    .map(box -> box.scaled(image.width(), image.height()))
                    .sorted(Comparator.comparingDouble(BoundingBox::left))
                    .toList();
        }
    }

    /** A square about the face's middle, as large as the photograph allows. */
    private static BufferedImage cut(BufferedImage whole, BoundingBox face) {
        int x = Math.round((face.left() + face.right()) / 2);
        int y = Math.round((face.top() + face.bottom()) / 2);
        int half = (int) (WIDTH_IN_FACES * Math.max(face.width(), face.height()) / 2);
        half = Math.min(half, Math.min(Math.min(x, whole.getWidth() - x), Math.min(y, whole.getHeight() - y)));
        return whole.getSubimage(x - half, y - half, 2 * half, 2 * half);
    }
}
