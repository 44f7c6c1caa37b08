package io.vestibule.lab.evaluation.gate;

import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitSide;
import io.vestibule.lab.label.LabelException;
import io.vestibule.lab.label.Photograph;
import io.vestibule.lab.label.PhotographFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The photographs that a student is judged by.
 *
 * @param photographs by person, each person's together
 * @param people the person of each photograph, from 0, ascending
 * @param identities how many people
 * @param ofIdentities how many there are in the folders, on either side of the split
 */
record HeldOutPhotographs(List<Photograph> photographs, int[] people, int identities, int ofIdentities) {

    /** The pairs of so many fit into an array. */
    private static final int MOST = 60_000;

    /**
     * @param split whose validation side is taken; empty for everybody
     * @param most photographs of a person; of more, so many are taken at even distances, lest a few people outweigh all others
     * @throws GateException if there is nobody, or photographs belong to nobody
     */
    static HeldOutPhotographs read(List<Path> folders, Optional<Split> split, int most) {
        Map<String, List<Photograph>> all = new TreeMap<>();
        for (Photograph photograph : listed(folders)) {
            String identity = photograph
                    .identity()
                    .orElseThrow(() ->
                            new GateException("images in " + photograph.file().getParent()
                                    + " itself belong to nobody: each person has a sub-folder of the images' folder"));
            all.computeIfAbsent(identity, name -> new ArrayList<>()).add(photograph);
        }
        List<Photograph> taken = new ArrayList<>();
        List<Integer> people = new ArrayList<>();
        int person = 0;
        for (Map.Entry<String, List<Photograph>> own : all.entrySet()) {
            if (split.isPresent() && split.get().of(own.getKey()) != SplitSide.VALIDATION) {
                continue;
            }
            for (Photograph photograph : spread(own.getValue(), most)) {
                taken.add(photograph);
                people.add(person);
            }
            person++;
        }
        if (person < 2) {
            throw new GateException(
                    "of " + all.size() + " people in the folders " + person
                            + " are held out for validation, and it takes two at least: name more folders, or --all-identities");
        }
        if (taken.size() > MOST) {
            throw new GateException(taken.size() + " photographs make more pairs than can be held, which is those of "
                    + MOST + ": take fewer of each person by --per-person, or fewer folders");
        }
        return new HeldOutPhotographs(
                List.copyOf(taken), people.stream().mapToInt(Integer::intValue).toArray(), person, all.size());
    }

    private static List<Photograph> listed(List<Path> folders) {
        try {
            return PhotographFolders.read(folders);
        } catch (LabelException unusable) {
            throw new GateException(unusable.getMessage(), unusable);
        }
    }

    private static List<Photograph> spread(List<Photograph> own, int most) {
        if (own.size() <= most) {
            return own;
        }
        List<Photograph> spread = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            spread.add(own.get((int) ((long) i * own.size() / most)));
        }
        return spread;
    }
}
