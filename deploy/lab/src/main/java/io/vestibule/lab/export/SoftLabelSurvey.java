package io.vestibule.lab.export;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.schemas.SoftLabel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a first look at soft labels tells: whose word they are, which faces they lack, and which class centres they name. */
final class SoftLabelSurvey {

    private final Set<Voice> voices = new TreeSet<>();
    private final Map<String, Integer> centres = new HashMap<>();
    private final Set<String> lacking = new HashSet<>();
    private int similarities = 1;

    /** All that must be the same in one dataset. */
    private record Voice(String contract, String teacher, int dimension, String alignment)
            implements Comparable<Voice> {
        @Override
        public int compareTo(Voice other) {
            return Comparator.comparing(Voice::contract)
                    .thenComparing(Voice::teacher)
                    .thenComparing(Voice::dimension)
                    .thenComparing(Voice::alignment)
                    .compare(this, other);
        }
    }

    /** Takes note of a label that may leave. */
    void see(SoftLabel label) {
        voices.add(new Voice(label.getContract(), label.getTeacher(), label.getDimension(), label.getAlignment()));
        if (label.getFace() == null) {
            lacking.add(label.getFaceHash());
        }
        if (!label.getCentres().isEmpty()) {
            centres.merge(label.getCentres(), 1, Integer::sum);
        }
        similarities = Math.max(similarities, label.getSimilarities().size());
    }

    /**
     * Whose word they are.
     *
     * @throws DatasetException if there is none, or several, which belong into several datasets
     */
    TeacherDescriptor teacher() {
        Voice voice = voice();
        String name = voice.contract().split("@", 2)[0];
        return new TeacherDescriptor(name, voice.contract(), voice.dimension(), voice.teacher(), List.of());
    }

    String alignment() {
        return voice().alignment();
    }

    private Voice voice() {
        if (voices.isEmpty()) {
            throw new DatasetException("no soft label may leave the topic: there is none, or consent covers none");
        }
        if (voices.size() > 1) {
            List<String> named = voices.stream()
                    .map(voice ->
                            voice.contract() + " (teacher " + voice.teacher().substring(0, 12) + ", "
                                    + voice.dimension() + " dimensions, " + voice.alignment() + ")")
                    .toList();
            throw new DatasetException("the labels are of several teachers, which cannot be mixed: "
                    + String.join(", ", named) + "; name one with --contract, or other offsets");
        }
        return voices.iterator().next();
    }

    /** Names of the faces that must be looked for in the faces topic. */
    Set<String> lacking() {
        return lacking;
    }

    /** Versions of class centres, the one that most labels name first. */
    List<String> centres() {
        return centres.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The most class centres that a label tells of. */
    int similarities() {
        return similarities;
    }
}
