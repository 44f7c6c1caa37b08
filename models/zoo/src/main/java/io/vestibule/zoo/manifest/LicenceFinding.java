package io.vestibule.zoo.manifest;

import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Part;
import java.util.Locale;

/** A model whose weights or training data may not, or not certainly, be used in production. */
public record LicenceFinding(String model, Part part, Licence licence) {

    /**
     * Whether a production profile must refuse the model. The licence of the weights decides that; whether the rights in
     * the data reach into the weights is a question for the operator's lawyers, who are told.
     */
    public boolean refuses() {
        return part == Part.WEIGHTS;
    }

    @Override
    public String toString() {
        return model + ": " + part.name().toLowerCase(Locale.ROOT) + " " + licence.name() + " (" + licence.note() + ")";
    }
}
