package io.vestibule.lab.export;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.schemas.SoftLabel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Properties of all labels of an export: their teacher, and the class centres they refer to. */
final class SoftLabelSurvey {

    private final Set<TeacherKey> teachers = new TreeSet<>();
    private final Map<String, Integer> centres = new HashMap<>();
    private int similarities = 1;

    /** The properties that must be equal in one dataset. */
    private record TeacherKey(String contract, String teacher, int dimension, String alignment)
            implements Comparable<TeacherKey> {

        private static final Comparator<TeacherKey> ORDER = Comparator.comparing(TeacherKey::contract)
                .thenComparing(TeacherKey::teacher)
                .thenComparing(TeacherKey::dimension)
                .thenComparing(TeacherKey::alignment);

        @Override
        public int compareTo(TeacherKey other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return contract + " (teacher " + DatasetManifest.shortHash(teacher) + ", " + dimension + " dimensions, "
                    + alignment + ")";
        }
    }

    void add(SoftLabel label) {
        teachers.add(
                new TeacherKey(label.getContract(), label.getTeacher(), label.getDimension(), label.getAlignment()));
        if (!label.getCentres().isEmpty()) {
            centres.merge(label.getCentres(), 1, Integer::sum);
        }
        similarities = Math.max(similarities, label.getSimilarities().size());
    }

    /**
     * The teacher of all labels.
     *
     * @throws DatasetException if there is no label, or there are several teachers
     */
    TeacherDescriptor teacher() {
        TeacherKey key = teacherKey();
        String name = key.contract().split("@", 2)[0];
        return new TeacherDescriptor(name, key.contract(), key.dimension(), key.teacher(), List.of());
    }

    String alignment() {
        return teacherKey().alignment();
    }

    private TeacherKey teacherKey() {
        if (teachers.isEmpty()) {
            throw new DatasetException(
                    "no soft label may be exported: the topic is empty, or consent covers none of its labels");
        }
        if (teachers.size() > 1) {
            throw new DatasetException("the labels are of several teachers, which cannot be mixed: "
                    + String.join(
                            ", ", teachers.stream().map(TeacherKey::toString).toList())
                    + "; choose one with --contract, or other offsets");
        }
        return teachers.iterator().next();
    }

    /** Versions of class centres, the most frequent first. */
    List<String> centres() {
        return centres.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The maximum number of similarities of a label, at least 1. */
    int similarities() {
        return similarities;
    }
}
