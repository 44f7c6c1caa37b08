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
 * Routing of the demo. Infrared faces go to a second model, so that the demo covers two. If the zoo has the student,
 * the faces of one door go to it, and it recognises residents without templates of its own.
 *
 * @param student name of the student, if the zoo has it
 */
public record DemoRouting(Optional<String> student) {

    /** Name of the student in this release. */
    public static final String STUDENT = "half";

    /** The camera whose faces go to the student. */
    public static final String STUDENT_CAMERA = "mail-room";

    private static final String GROUP = "students";

    static DemoRouting of(PreparedModels prepared) {
        return new DemoRouting(Optional.of(STUDENT).filter(prepared.models()::containsKey));
    }

    RoutingSettings settings() {
        List<Rule> rules = new ArrayList<>();
        student.ifPresent(name -> rules.add(Rule.forGroup(GROUP, name)));
        rules.add(Rule.forSpectrum(Spectrum.INFRARED, "dlib-resnet"));
        rules.add(Rule.otherwise("mobilefacenet"));
        return new RoutingSettings(rules, student.isPresent() ? Map.of(GROUP, List.of(STUDENT_CAMERA)) : Map.of());
    }

    /** Returns the student that receives the faces of a camera, if there is one. */
    public Optional<String> studentAt(String camera) {
        return student.filter(name -> camera.equals(STUDENT_CAMERA));
    }
}
