package io.vestibule.models.matching;

import java.util.ArrayList;
import java.util.List;

/** The best subjects of a search, each with its best score, in falling order. */
final class TopSubjects {

    private final int wanted;
    private final TemplateOwner[] owners;
    private final float[] scores;
    private int found;

    TopSubjects(int wanted) {
        this.wanted = wanted;
        owners = new TemplateOwner[wanted];
        scores = new float[wanted];
    }

    /** Only a score above this changes anything. A score that is not a number never is. */
    float floor() {
        return found < wanted ? Float.NEGATIVE_INFINITY : scores[wanted - 1];
    }

    /** Takes a row whose score is above the floor. */
    void offer(TemplateOwner owner, float score) {
        int place = 0;
        while (place < found && owners[place] != owner) {
            place++;
        }
        if (place == found) {
            if (found < wanted) {
                found++;
            } else {
                place--; // the last one falls out
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
        List<ScoredSubject> list = new ArrayList<>(found);
        for (int i = 0; i < found; i++) {
            list.add(new ScoredSubject(owners[i].subject(), scores[i]));
        }
        return list;
    }
}
