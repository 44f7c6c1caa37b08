package io.vestibule.zoo.manifest;

import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Part;
import java.util.Locale;

/** A model whose weights or training data have an unknown or non-commercial licence. */
public record LicenceFinding(String model, Part part, Licence licence) {

    /**
     * Whether a production profile must refuse the model. Only the licence of the weights decides. Whether rights in the training
     * data extend to the weights is a legal question, so data findings are only reported to the operator.
     */
    public boolean refuses() {
        return part == Part.WEIGHTS;
    }

    @Override
    public String toString() {
        return model + ": " + part.name().toLowerCase(Locale.ROOT) + " " + licence.name() + " (" + licence.note() + ")";
    }
}
