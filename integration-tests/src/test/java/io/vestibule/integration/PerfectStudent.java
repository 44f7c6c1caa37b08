package io.vestibule.integration;

import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.manifest.OperatingPoint;
import java.util.List;
import java.util.Optional;

/** A student that equals its teacher: MobileFaceNet under another name, in MobileFaceNet's embedding space. */
final class PerfectStudent {
    private PerfectStudent() {}

    static PreparedModel of(PreparedModels prepared, String name) {
        PreparedModel teacher = prepared.model("mobilefacenet");
        ModelCard card = teacher.card();
        return new PreparedModel(
                name,
                teacher.file(),
                teacher.id(),
                new ModelCard(
                        card.role(),
                        "An exact copy of its teacher.",
                        card.input(),
                        card.outputs(),
                        card.alignment(),
                        card.licences(),
                        List.of(new OperatingPoint(1e-4, 0.45f, 0.1, "no measurement")),
                        Optional.of(teacher.name()),
                        Optional.empty()));
    }
}
