package io.vestibule.lab.evaluation.watch.clip;

import io.vestibule.degradation.clip.Degradation;
import io.vestibule.degradation.clip.PictureDegrader;
import io.vestibule.lab.evaluation.watch.clip.Clip.Shot;
import io.vestibule.lab.scenes.VisitorOverlay;
import io.vestibule.lab.scenes.ZooPortraits;
import io.vestibule.lab.scenes.script.Portrait;
import io.vestibule.lab.scenes.script.ScriptedVisit;
import io.vestibule.lab.scenes.script.ScriptedVisit.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws visitors into the clip of a real camera. They are people of the zoo's photographs, one every twenty seconds, the first after ten.
 * Each walks up and leaves within eight seconds. Recordings with visits are rare; recordings of an empty door are not.
 */
public final class ClipVisitorOverlay {

    private static final int FIRST = 10;
    private static final int EVERY = 20;
    private static final int DURATION = 8;

    private static final List<Portrait> PEOPLE = List.of(
            new Portrait("sample3", 1),
            new Portrait("sample4", 2),
            new Portrait("sample6", 1),
            new Portrait("sample3", 0),
            new Portrait("sample4", 0),
            new Portrait("sample6", 3));

    private final ZooPortraits album;

    public ClipVisitorOverlay(ZooPortraits album) {
        this.album = album;
    }

    /** Returns the pictures with visitors. Pictures without a visitor are unchanged. */
    List<Shot> addTo(List<Shot> shots) {
        Duration end = shots.get(shots.size() - 1).at();
        List<ScriptedVisit> visits = new ArrayList<>();
        for (int from = FIRST; from + DURATION <= end.toSeconds(); from += EVERY) {
            int number = visits.size();
            visits.add(new ScriptedVisit(
                    Optional.empty(),
                    PEOPLE.get(number % PEOPLE.size()),
                    Duration.ofSeconds(from),
                    Duration.ofSeconds(from + DURATION),
                    number % 2 == 0 ? Side.RIGHT : Side.LEFT,
                    Optional.empty()));
        }
        VisitorOverlay visitors = new VisitorOverlay(album, visits);
        Degradation drawing = (picture, at, random) -> visitors.draw(picture, at);
        PictureDegrader degrader = new PictureDegrader(drawing, 0);
        return shots.stream()
                .map(shot -> visits.stream().anyMatch(visit -> visit.time().contains(shot.at()))
                        ? new Shot(degrader.degrade(shot.encoded(), shot.at()), shot.at())
                        : shot)
                .toList();
    }
}
