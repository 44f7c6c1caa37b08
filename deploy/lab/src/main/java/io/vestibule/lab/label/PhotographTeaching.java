package io.vestibule.lab.label;

import io.vestibule.dataset.Centres;

/** How the teacher is asked: in this process, or through topics. Both give the same words. */
public sealed interface PhotographTeaching permits PhotographLabeller, StreamTeaching {

    /** What it says of all that was found. */
    LabelFunction words(LabelSettings settings, Centres centres, WorkBatches parcels);
}
