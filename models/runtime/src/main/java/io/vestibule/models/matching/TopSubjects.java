package io.vestibule.models.matching;

import java.util.ArrayList;
import java.util.List;

/** The best subjects of a search, each with its best score, in descending order. */
final class TopSubjects {

    private final int capacity;
    private final TemplateOwner[] owners;
    private final float[] scores;
    private int count;

    TopSubjects(int capacity) {
        this.capacity = capacity;
        owners = new TemplateOwner[capacity];
        scores = new float[capacity];
    }

    /** The score that a row must exceed to change the result. A score that is not a number never exceeds it. */
    float floor() {
        return count < capacity ? Float.NEGATIVE_INFINITY : scores[capacity - 1];
    }

    /** Adds a row whose score is above the floor. Owners are compared by identity: all rows of a subject share one object. */
    @SuppressWarnings("ReferenceEquality")
    void offer(TemplateOwner owner, float score) {
        int place = 0;
        while (place < count && owners[place] != owner) {
            place++;
        }
        if (place == count) {
            if (count < capacity) {
                count++;
            } else {
                place--; // replaces the last subject
            }
        } else if (score <= scores[place]) {
            return;
        }
        while (place > 0 && scores[place - 1] < score) {
            owners[place] = owners[place - 1];
            scores[place] = scores[place - 1];
            place--;
        }
        owners[place] = owner;
        scores[place] = score;
    }

    List<ScoredSubject> list() {
        List<ScoredSubject> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(new ScoredSubject(owners[i].subject(), scores[i]));
        }
        return list;
    }
}
