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

/** The zoo's photographs, and who is on them. The detector says where the faces are. One thread at a time. */
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
    private final Map<String, Page> pages = new HashMap<>();

    private record Page(BufferedImage photograph, List<BoundingBox> faces) {}

    public ZooPortraits(PreparedModels prepared, Vision vision) {
        this.prepared = prepared;
        this.vision = vision;
    }

    @Override
    public HeadImage sitter(Portrait portrait) {
        Page page = pages.computeIfAbsent(portrait.photograph(), this::open);
        BoundingBox face = face(page, portrait);
        List<BoundingBox> others =
                page.faces().stream().filter(other -> !other.equals(face)).toList();
        return new HeadImage(
                new HeadExtractor(page.photograph(), face, others).cut(),
                HeadImage.FACE_WIDTH * face.height() / (double) face.width(),
                COATS.get(Math.floorMod(portrait.hashCode(), COATS.size())));
    }

    @Override
    public BufferedImage print(Portrait portrait) {
        Page page = pages.computeIfAbsent(portrait.photograph(), this::open);
        BoundingBox face = face(page, portrait);
        int left = (int) Math.max(0, face.left() - AROUND * face.width());
        int top = (int) Math.max(0, face.top() - AROUND * face.height());
        int right = (int) Math.min(page.photograph().getWidth(), face.right() + AROUND * face.width());
        int bottom = (int) Math.min(page.photograph().getHeight(), face.bottom() + AROUND * face.height());
        return page.photograph().getSubimage(left, top, right - left, bottom - top);
    }

    /** Faces in an image, in pixels, from the left; for those who want to know what a camera would show. */
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
            throw new IllegalArgumentException("not a picture that the detector can look at", bad);
        }
    }

    private Page open(String photograph) {
        try {
            byte[] encoded = Files.readAllBytes(prepared.photograph(photograph));
            return new Page(ImageIO.read(new ByteArrayInputStream(encoded)), new ArrayList<>(faces(encoded)));
        } catch (IOException failure) {
            throw new UncheckedIOException("photograph " + photograph + " cannot be read", failure);
        }
    }

    private static BoundingBox face(Page page, Portrait portrait) {
        if (portrait.number() >= page.faces().size()) {
            throw new IllegalArgumentException("the detector finds "
                    + page.faces().size() + " faces on " + portrait.photograph() + ", so there is no " + portrait);
        }
        return page.faces().get(portrait.number());
    }
}
