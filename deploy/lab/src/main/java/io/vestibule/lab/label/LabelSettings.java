package io.vestibule.lab.label;

import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.service.run.NamedTeacher;
import io.vestibule.topologies.teach.TeachSettings;
import java.util.Optional;

/**
 * The settings of a run.
 *
 * @param teaching quality limits, number of similarities, and conditions for a label: the same as for a stream
 * @param detection of the detector
 * @param features which feature maps are kept; empty for none
 * @param threads that analyse photographs, from 1; the dataset does not depend on it
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

    /** The teacher as a dataset describes it. */
    TeacherDescriptor teacherDescriptor() {
        return DatasetTeacher.of(teacher);
    }
}
