package io.vestibule.lab.scenes.script;

import io.vestibule.schemas.Spectrum;
import java.util.List;
import java.util.Optional;

/**
 * One simulated door and its camera.
 *
 * @param camera camera id
 * @param title what a person would call the door
 * @param visits in their order, one at a time
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
                throw new IllegalArgumentException("visits to " + camera + " overlap");
            }
        }
    }
}
