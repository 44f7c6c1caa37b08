package io.vestibule.app.label;

import io.vestibule.dataset.Centres;

/** How the teacher is asked: in this process, or through topics. Both give the same words. */
public sealed interface Teaching permits DirectTeaching, StreamTeaching {

    /** What it says of all that was found. */
    Words words(LabelSettings settings, Centres centres, Parcels parcels);
}
