package io.vestibule.lab.evaluation.watch;

import io.vestibule.degradation.clip.DegradationKind;
import io.vestibule.degradation.clip.DegradationKind.Poster;
import io.vestibule.degradation.clip.PictureDegrader;
import io.vestibule.lab.evaluation.watch.clip.Clip;
import io.vestibule.lab.evaluation.watch.filter.FrameSensors;
import io.vestibule.lab.evaluation.watch.score.FaceTracks.Track;
import io.vestibule.lab.evaluation.watch.score.GroundTruth;
import io.vestibule.models.geometry.BoundingBox;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a place for a poster in a clip: near an edge, where no person of the ground truth ever shows a face, and where the detector finds
 * the poster's face in the last frame. The poster is present from a third of the clip on.
 */
record PosterPlacement(Clip clip, GroundTruth truth, FrameSensors sensors, long seed) {

    /** Widths of the poster as shares of the picture's width. The detector finds a larger one more reliably. */
    private static final double[] WIDTHS = {0.22, 0.16, 0.28};

    private static final double[] ACROSS = {0.02, 0.98, 0.25, 0.75, 0.5};
    private static final double[] DOWN = {0.05, 0.35, 0.95};

    Optional<Poster> hang(BufferedImage print) {
        Duration from = clip.length().dividedBy(3);
        return places(print).stream()
                .filter(this::isFree)
                .map(place -> new Poster(print, place, from))
                .filter(this::isDetected)
                .findFirst();
    }

    private List<Rectangle> places(BufferedImage print) {
        List<Rectangle> places = new ArrayList<>();
        for (double share : WIDTHS) {
            int width = (int) Math.round(share * clip.width());
            int height = Math.round((float) width * print.getHeight() / print.getWidth());
            for (double down : DOWN) {
                for (double across : ACROSS) {
                    places.add(new Rectangle(
                            (int) (across * (clip.width() - width)),
                            (int) (down * (clip.height() - height)),
                            width,
                            height));
                }
            }
        }
        return places;
    }

    private boolean isFree(Rectangle place) {
        BoundingBox wall = box(place);
        return truth.people().stream()
                .map(Track::sightings)
                .flatMap(List::stream)
                .allMatch(sighting -> sighting.box().overlap(wall) == 0);
    }

    private boolean isDetected(Poster poster) {
        Clip.Shot last = clip.shots().get(clip.shots().size() - 1);
        PictureDegrader degrader = new PictureDegrader(
                DegradationKind.POSTER.create(seed, () -> Optional.of(poster)).orElseThrow(), seed);
        BoundingBox wall = box(poster.place());
        return sensors.faces(degrader.degrade(last.encoded(), last.at())).stream()
                .map(face -> face.scaled(clip.width(), clip.height()))
                .anyMatch(face -> face.overlap(wall) > 0.15);
    }

    private static BoundingBox box(Rectangle place) {
        return new BoundingBox(place.x, place.y, place.x + place.width, place.y + place.height);
    }
}
