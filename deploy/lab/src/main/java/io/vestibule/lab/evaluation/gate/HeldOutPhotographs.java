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
 * The photographs for the evaluation of a student.
 *
 * @param photographs grouped by person
 * @param people index of the person of each photograph, from 0, ascending
 * @param identities number of people
 * @param ofIdentities number of people in the folders, on both sides of the split
 */
record HeldOutPhotographs(List<Photograph> photographs, int[] people, int identities, int ofIdentities) {

    /** Maximum number of photographs whose pairs fit into an array. */
    private static final int MAXIMUM = 60_000;

    /**
     * Reads the folders.
     *
     * @param split whose validation side is used; empty for all people
     * @param most maximum number of photographs per person, chosen at even distances, so that few people do not
     *     dominate
     * @throws GateException if there are fewer than two people, or a photograph has no identity
     */
    static HeldOutPhotographs read(List<Path> folders, Optional<Split> split, int most) {
        Map<String, List<Photograph>> all = new TreeMap<>();
        for (Photograph photograph : listed(folders)) {
            String identity = photograph
                    .identity()
                    .orElseThrow(() -> new GateException(photograph.file().getParent()
                            + ": images without an identity; put the images of each person" + " into a sub-folder"));
            all.computeIfAbsent(identity, name -> new ArrayList<>()).add(photograph);
        }
        List<Photograph> chosenPhotographs = new ArrayList<>();
        List<Integer> people = new ArrayList<>();
        int person = 0;
        for (Map.Entry<String, List<Photograph>> own : all.entrySet()) {
            if (split.isPresent() && split.get().of(own.getKey()) != SplitSide.VALIDATION) {
                continue;
            }
            for (Photograph photograph : evenlySpaced(own.getValue(), most)) {
                chosenPhotographs.add(photograph);
                people.add(person);
            }
            person++;
        }
        if (person < 2) {
            throw new GateException("too few held-out people: " + person + " of " + all.size()
                    + ", at least 2 are needed; add folders to --images or use --all-identities");
        }
        if (chosenPhotographs.size() > MAXIMUM) {
            throw new GateException("too many photographs: " + chosenPhotographs.size() + ", at most " + MAXIMUM
                    + "; reduce --per-person or the folders");
        }
        return new HeldOutPhotographs(
                List.copyOf(chosenPhotographs),
                people.stream().mapToInt(Integer::intValue).toArray(),
                person,
                all.size());
    }

    private static List<Photograph> listed(List<Path> folders) {
        try {
            return PhotographFolders.read(folders);
        } catch (LabelException unusable) {
            throw new GateException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private static List<Photograph> evenlySpaced(List<Photograph> own, int most) {
        if (own.size() <= most) {
            return own;
        }
        List<Photograph> chosen = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            chosen.add(own.get((int) ((long) i * own.size() / most)));
        }
        return chosen;
    }
}
