package io.vestibule.lab.scenes.script;

import io.vestibule.schemas.Spectrum;
import java.util.List;
import java.util.Optional;

/**
 * A simulated door and its camera.
 *
 * @param camera camera id
 * @param title display name of the door
 * @param visits in chronological order, one at a time
 */
public record ScriptedDoor(
        String camera,
        String title,
        Place place,
        Spectrum spectrum,
        List<ScriptedVisit> visits,
        Optional<Poster> poster) {

    public ScriptedDoor {
        visits = List.copyOf(visits);
        for (int i = 1; i < visits.size(); i++) {
            if (visits.get(i).from().compareTo(visits.get(i - 1).to()) < 0) {
                throw new IllegalArgumentException("visits of camera " + camera + " overlap");
            }
        }
    }
}
