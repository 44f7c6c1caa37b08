package io.vestibule.topologies.enrol;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.detection.NonMaximumSuppression;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageDecoder;
import io.vestibule.topologies.enrol.PhotoTiles.Tile;
import java.util.ArrayList;
import java.util.List;

/**
 * Detects the faces of a photograph: in the whole photograph first, and in tiles if there is none. The limits of a face are in pixels of the
 * photograph, so the tiles become smaller until a face below the limit is found, too.
 */
final class PhotoDetector {

    /**
     * Minimum score of a face in a tile. A photograph has up to some hundred tiles, and each can contain something like a face.
     */
    private static final float MINIMUM_SCORE = 0.9f;

    /** Score of the same face, seen alone. */
    private static final float CONFIRMING_SCORE = 0.97f;

    private static final float CONFIRMING_OVERLAP = 0.5f;

    /** Width of the view of a face alone, in face widths. */
    private static final float SURROUNDINGS = 4;

    private static final float SHAPE = 4 / 3f;

    /** Width of the smallest face that is found, as a share of the smallest one that is accepted. The difference is reported as too small. */
    private static final double BELOW_LIMIT = 0.6;

    /** A box that is as near to an inner side of its tile, as a share of the tile, belongs to a face that the tile cuts. */
    private static final float CUT = 0.01f;

    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final double smallestFace;

    /** @param minimumSize smallest face that is accepted, in pixels of the photograph */
    PhotoDetector(ImageDecoder decoder, FaceDetector detector, float minimumSize) {
        this.decoder = decoder;
        this.detector = detector;
        this.smallestFace = minimumSize * BELOW_LIMIT;
    }

    /** The faces, with boxes as shares of the upright photograph. */
    List<Detection> detect(EncodedImage image) throws BadImageException {
        try (DecodedImage picture = decoder.decode(image, detector.inputWidth(), detector.inputHeight())) {
            List<Detection> faces = detect(picture);
            if (!faces.isEmpty()
                    || PhotoTiles.levels(picture.frameWidth(), picture.frameHeight(), smallestFace)
                            .isEmpty()) {
                return faces;
            }
        }
        try (DecodedImage large = decoder.decode(image, Integer.MAX_VALUE, Integer.MAX_VALUE)) {
            return detectInTiles(large);
        }
    }

    private List<Detection> detectInTiles(DecodedImage picture) {
        double scale = (double) picture.width() / picture.frameWidth();
        for (List<Tile> level : PhotoTiles.levels(picture.width(), picture.height(), smallestFace * scale)) {
            List<Detection> found = new ArrayList<>();
            for (Tile tile : level) {
                found.addAll(detectInTile(picture, tile));
            }
            List<Detection> faces =
                    NonMaximumSuppression.apply(
                                    found, DetectionSettings.defaults().maximumOverlap())
                            .stream()
                            .filter(face -> isConfirmed(face.box(), picture))
                            .toList();
            if (!faces.isEmpty()) {
                return faces;
            }
        }
        return List.of();
    }

    private List<Detection> detectInTile(DecodedImage picture, Tile tile) {
        List<Detection> found = new ArrayList<>();
        try (DecodedImage part = picture.part(tile.left(), tile.top(), tile.width(), tile.height())) {
            for (Detection detection : detect(part)) {
                if (detection.score() >= MINIMUM_SCORE && !isCut(detection.box(), tile)) {
                    found.add(new Detection(inPicture(detection.box(), tile, picture), detection.score()));
                }
            }
        }
        return found;
    }

    /** Whether the detector finds the face again, at another size: enlarged, with its surroundings. */
    private boolean isConfirmed(BoundingBox face, DecodedImage picture) {
        float across = face.width() * picture.width() * SURROUNDINGS;
        float down = across / SHAPE;
        int left = Math.max(0, Math.round((face.left() + face.right()) / 2 * picture.width() - across / 2));
        int top = Math.max(0, Math.round((face.top() + face.bottom()) / 2 * picture.height() - down / 2));
        int width = Math.min(picture.width() - left, Math.round(across));
        int height = Math.min(picture.height() - top, Math.round(down));
        Tile view = new Tile(left, top, width, height, true, true, true, true);
        try (DecodedImage part = picture.part(left, top, width, height)) {
            return detect(part).stream()
                    .anyMatch(again -> again.score() >= CONFIRMING_SCORE
                            && inPicture(again.box(), view, picture).overlap(face) >= CONFIRMING_OVERLAP);
        }
    }

    private List<Detection> detect(DecodedImage picture) {
        List<FeatureMap> maps = detector.stem(List.of(picture));
        try {
            return detector.tail(maps).get(0);
        } finally {
            maps.forEach(FeatureMap::close);
        }
    }

    private static boolean isCut(BoundingBox box, Tile tile) {
        return (box.left() < CUT && !tile.isLeftmost())
                || (box.top() < CUT && !tile.isTopmost())
                || (box.right() > 1 - CUT && !tile.isRightmost())
                || (box.bottom() > 1 - CUT && !tile.isLowest());
    }

    private static BoundingBox inPicture(BoundingBox box, Tile tile, DecodedImage picture) {
        return new BoundingBox(
                (tile.left() + box.left() * tile.width()) / picture.width(),
                (tile.top() + box.top() * tile.height()) / picture.height(),
                (tile.left() + box.right() * tile.width()) / picture.width(),
                (tile.top() + box.bottom() * tile.height()) / picture.height());
    }
}
