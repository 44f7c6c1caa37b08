package io.vestibule.app.label;

import io.vestibule.app.label.Finding.Seen;
import io.vestibule.dataset.Sample;

/** What the teacher says of the faces of photographs. */
@FunctionalInterface
interface Words {

    /** The sample: face, what the teacher says of it, and whose it is by the name of its folder, if it lies in one. */
    Sample of(Photograph photograph, Seen seen);
}
