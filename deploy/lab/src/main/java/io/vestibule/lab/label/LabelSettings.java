package io.vestibule.lab.label;

import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.service.run.NamedTeacher;
import io.vestibule.topologies.teach.TeachSettings;
import java.util.Optional;

/**
 * By whom and how photographs are labelled.
 *
 * @param teaching limits of a face's quality, similarities told, and when a teacher's word is a label: as on a stream
 * @param detection of the detector that finds the faces
 * @param features whether feature maps are kept, and of which faces
 * @param threads that look at photographs, from 1; makes no difference to the dataset
 */
public record LabelSettings(
        NamedTeacher teacher,
        TeachSettings teaching,
        DetectionSettings detection,
        Optional<FeatureSampling> features,
        int threads) {

    public LabelSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
        }
    }
}
