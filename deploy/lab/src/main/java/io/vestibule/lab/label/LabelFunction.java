package io.vestibule.lab.label;

import io.vestibule.dataset.Sample;
import io.vestibule.lab.label.PhotographResult.Seen;

/** What the teacher says of the faces of photographs. */
@FunctionalInterface
interface LabelFunction {

    /** The sample: face, what the teacher says of it, and whose it is by the name of its folder, if it lies in one. */
    Sample of(Photograph photograph, Seen seen);
}
