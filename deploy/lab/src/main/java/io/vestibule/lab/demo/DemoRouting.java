package io.vestibule.lab.demo;

import io.vestibule.schemas.Spectrum;
import io.vestibule.service.config.RoutingSettings;
import io.vestibule.service.config.RoutingSettings.Rule;
import io.vestibule.zoo.PreparedModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which face goes where in the demo: infrared to another model, so that both are seen at work; and, where the zoo has a student,
 * one door to it, which then names residents of whom nobody has made it a template.
 *
 * @param student its name, if there is one
 */
public record DemoRouting(Optional<String> student) {

    /** The student that this release ships, and the camera whose faces it gets. */
    public static final String STUDENT = "half";

    public static final String DOOR = "mail-room";

    private static final String GROUP = "students";

    static DemoRouting of(PreparedModels prepared) {
        return new DemoRouting(Optional.of(STUDENT).filter(prepared.models()::containsKey));
    }

    RoutingSettings settings() {
        List<Rule> rules = new ArrayList<>();
        student.ifPresent(name -> rules.add(Rule.forGroup(GROUP, name)));
        rules.add(Rule.forSpectrum(Spectrum.INFRARED, "dlib-resnet"));
        rules.add(Rule.otherwise("mobilefacenet"));
        return new RoutingSettings(rules, student.isPresent() ? Map.of(GROUP, List.of(DOOR)) : Map.of());
    }

    /** The student that sees the faces of a camera, if one does. */
    public Optional<String> studentAt(String camera) {
        return student.filter(name -> camera.equals(DOOR));
    }
}
