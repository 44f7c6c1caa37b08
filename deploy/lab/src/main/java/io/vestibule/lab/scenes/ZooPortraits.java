package io.vestibule.lab.scenes;

import io.vestibule.lab.scenes.script.Portrait;
import io.vestibule.models.Vision;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.zoo.PreparedModels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** The faces in the zoo's photographs, located by the detector. Not thread-safe. */
public final class ZooPortraits implements PersonImages {

    private static final List<Color> COATS = List.of(
            new Color(58, 70, 92),
            new Color(120, 62, 56),
            new Color(82, 92, 74),
            new Color(112, 100, 88),
            new Color(66, 66, 72),
            new Color(96, 78, 104));

    private final PreparedModels prepared;
    private final Vision vision;
    private final Map<String, Photograph> photographs = new HashMap<>();

    private record Photograph(BufferedImage image, List<BoundingBox> faces) {}

    public ZooPortraits(PreparedModels prepared, Vision vision) {
        this.prepared = prepared;
        this.vision = vision;
    }

    @Override
    public HeadImage head(Portrait portrait) {
        Photograph photograph = photographs.computeIfAbsent(portrait.photograph(), this::open);
        BoundingBox face = face(photograph, portrait);
        List<BoundingBox> others =
                photograph.faces().stream().filter(other -> !other.equals(face)).toList();
        return new HeadImage(
                new HeadExtractor(photograph.image(), face, others).extract(),
                HeadImage.FACE_WIDTH * face.height() / (double) face.width(),
                COATS.get(Math.floorMod(portrait.hashCode(), COATS.size())));
    }

    @Override
    public BufferedImage print(Portrait portrait) {
        Photograph photograph = photographs.computeIfAbsent(portrait.photograph(), this::open);
        BoundingBox face = face(photograph, portrait);
        int left = (int) Math.max(0, face.left() - PRINT_MARGIN * face.width());
        int top = (int) Math.max(0, face.top() - PRINT_MARGIN * face.height());
        int right = (int) Math.min(photograph.image().getWidth(), face.right() + PRINT_MARGIN * face.width());
        int bottom = (int) Math.min(photograph.image().getHeight(), face.bottom() + PRINT_MARGIN * face.height());
        return photograph.image().getSubimage(left, top, right - left, bottom - top);
    }

    /** Returns the boxes of the faces that the detector finds in an encoded image: in pixels, from left to right. */
    List<BoundingBox> faces(byte[] encoded) {
        try {
            EncodedImage image = EncodedImage.of(ByteBuffer.wrap(encoded), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
            try (DecodedImage picture = vision.decoder()
                            .decode(
                                    image,
                                    vision.detector().inputWidth(),
                                    vision.detector().inputHeight());
                    FeatureMap features =
                            vision.detector().stem(List.of(picture)).get(0)) {
                return vision.detector().tail(List.of(features)).get(0).stream()
                        .map(Detection::box)
                        .map(box -> box.scaled(image.width(), image.height()))
                        .sorted(Comparator.comparing(BoundingBox::left))
                        .toList();
            }
        } catch (BadImageException bad) {
            throw new IllegalArgumentException("the detector cannot decode this picture", bad);
        }
    }

    private Photograph open(String name) {
        try {
            byte[] encoded = Files.readAllBytes(prepared.photograph(name));
            return new Photograph(ImageIO.read(new ByteArrayInputStream(encoded)), new ArrayList<>(faces(encoded)));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read photograph " + name, failure);
        }
    }

    private static BoundingBox face(Photograph photograph, Portrait portrait) {
        if (portrait.number() >= photograph.faces().size()) {
            throw new IllegalArgumentException("no portrait " + portrait + ": the detector finds "
                    + photograph.faces().size() + " faces in " + portrait.photograph());
        }
        return photograph.faces().get(portrait.number());
    }
}
