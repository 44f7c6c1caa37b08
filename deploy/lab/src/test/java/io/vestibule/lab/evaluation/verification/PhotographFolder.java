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
 * Creates a folder in LFW's layout from the zoo's photographs, with one image per face. The woman who appears in two of them has
 * two images, Woman 1 and 2. All other people have one image and are named after the photograph and their position.
 */
public final class PhotographFolder {
    private static final String WOMAN = "Woman";

    /** Side of an image relative to the face. As in LFW, parts of neighbours are visible. */
    private static final double WIDTH_IN_FACES = 2.2;

    private static final Map<String, Integer> POSITION_OF_WOMAN = Map.of("sample1", 2, "sample3", 1);

    private PhotographFolder() {}

    /** @return the names of all people except the woman */
    public static List<String> create(Path folder, Vision vision, PreparedModels zoo) throws Exception {
        List<String> others = new ArrayList<>();
        int imagesOfWoman = 0;
        for (Map.Entry<String, Path> photograph : zoo.photographsByName().entrySet()) {
            BufferedImage whole = ImageIO.read(photograph.getValue().toFile());
            List<BoundingBox> faces = faces(vision, photograph.getValue());
            for (int position = 0; position < faces.size(); position++) {
                boolean woman = Integer.valueOf(position).equals(POSITION_OF_WOMAN.get(photograph.getKey()));
                String name = woman ? WOMAN : photograph.getKey() + "_" + position;
                int number = woman ? ++imagesOfWoman : 1;
                write(folder, name, number, cut(whole, faces.get(position)));
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

    /** An empty image. */
    public static BufferedImage blank() {
        return new BufferedImage(250, 250, BufferedImage.TYPE_3BYTE_BGR);
    }

    /** Boxes in pixels, from left to right. */
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

    /** A square around the centre of the face, at most as large as the photograph allows. */
    private static BufferedImage cut(BufferedImage whole, BoundingBox face) {
        int x = Math.round((face.left() + face.right()) / 2);
        int y = Math.round((face.top() + face.bottom()) / 2);
        int half = (int) (WIDTH_IN_FACES * Math.max(face.width(), face.height()) / 2);
        half = Math.min(half, Math.min(Math.min(x, whole.getWidth() - x), Math.min(y, whole.getHeight() - y)));
        return whole.getSubimage(x - half, y - half, 2 * half, 2 * half);
    }
}
