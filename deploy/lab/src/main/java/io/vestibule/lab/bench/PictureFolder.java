package io.vestibule.lab.bench;

import io.vestibule.models.Vision;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A folder with pictures of the user, JPEG and PNG, in the order of their names. Each sub-folder is a camera; without sub-folders, the
 * folder itself is one. With the mix {@link FrameMix#FACES}, only pictures with a face are repeated. The others are played once before,
 * so that there is a background.
 */
final class PictureFolder {

    /** Enough pictures to learn a background. */
    private static final int LONGEST_OPENING = 60;

    private final Vision vision;

    PictureFolder(Vision vision) {
        this.vision = vision;
    }

    /** @throws BenchException if there is no picture, or one that cannot be decoded */
    List<FrameSequence> read(Path folder, FrameMix mix) {
        List<Path> cameras = children(folder).filter(Files::isDirectory).toList();
        List<FrameSequence> sequences = new ArrayList<>();
        for (Path camera : cameras.isEmpty() ? List.of(folder) : cameras) {
            List<byte[]> quiet = new ArrayList<>();
            List<byte[]> played = new ArrayList<>();
            children(camera).filter(PictureFolder::isPicture).forEach(file -> {
                byte[] picture = bytes(file);
                boolean plays = hasFace(file, picture) || mix == FrameMix.DAY;
                (plays ? played : quiet).add(picture);
            });
            if (!played.isEmpty()) {
                sequences.add(new FrameSequence(quiet.subList(0, Math.min(LONGEST_OPENING, quiet.size())), played));
            }
        }
        if (sequences.isEmpty()) {
            throw new BenchException(
                    "no picture" + (mix == FrameMix.FACES ? " with a face" : "") + " (JPEG, PNG) in " + folder);
        }
        return sequences;
    }

    private boolean hasFace(Path file, byte[] bytes) {
        try {
            EncodedImage image = EncodedImage.of(ByteBuffer.wrap(bytes), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
            FaceDetector detector = vision.detector();
            try (DecodedImage picture = vision.decoder().decode(image, detector.inputWidth(), detector.inputHeight());
                    FeatureMap features = detector.stem(List.of(picture)).get(0)) {
                return !detector.tail(List.of(features)).get(0).isEmpty();
            }
        } catch (BadImageException bad) {
            throw new BenchException("picture " + file + " cannot be decoded: " + bad.getMessage(), bad);
        }
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList().stream();
        } catch (IOException failure) {
            throw new BenchException("folder " + folder + " cannot be read: " + failure, failure);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new BenchException("picture " + file + " cannot be read: " + failure, failure);
        }
    }
}
