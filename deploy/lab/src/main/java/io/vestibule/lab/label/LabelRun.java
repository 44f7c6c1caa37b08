package io.vestibule.lab.label;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.lab.label.PhotographResult.Seen;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.service.process.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Photographs to a dataset, in three steps: look at each, make the class centres, say of each face what the teacher says. */
public final class LabelRun {

    /** The list of images that were left out, in the dataset's folder: name, tab, reason. */
    public static final String LEFT_OUT = PhotographDatasetWriter.LEFT_OUT;

    private final MainFaceFinder mainFace;
    private final LabelSettings settings;
    private final PhotographTeaching teaching;
    private final StopSignal stop;
    private final PrintWriter terminal;

    /**
     * @param teaching how the teacher is asked, once the class centres are known
     * @param stop ends the work after the present parcels
     * @param terminal hears of progress
     */
    public LabelRun(
            MainFaceFinder mainFace,
            LabelSettings settings,
            PhotographTeaching teaching,
            StopSignal stop,
            PrintWriter terminal) {
        this.mainFace = mainFace;
        this.settings = settings;
        this.teaching = teaching;
        this.stop = stop;
        this.terminal = terminal;
    }

    /**
     * @param folders with photographs
     * @param dataset folder to be made, or one in which this same work was broken off
     * @throws LabelException if there is nothing to label, the folder cannot be used, or the user wants no more of it
     */
    public LabelReport label(List<Path> folders, Path dataset) {
        long start = System.nanoTime();
        List<Photograph> photographs = PhotographFolders.read(folders);
        // Beside the dataset: what is unfinished is no part of it.
        Path unfinished = dataset.resolveSibling(dataset.getFileName() + ".unfinished");
        String work = WorkFingerprint.of(photographs, settings);
        if (Files.exists(dataset.resolve(DatasetManifest.FILE))) {
            if (Files.exists(unfinished)) {
                BatchJournal.open(unfinished, work).delete(); // stopped when all was written but this
            }
            throw new LabelException(dataset + " is a dataset already: name another folder, or delete it");
        }
        try (BatchJournal journal = BatchJournal.open(unfinished, work)) {
            WorkBatches parcels = new WorkBatches(photographs, journal);
            List<Integer> open = parcels.open();
            int before = photographs.size()
                    - open.stream()
                            .mapToInt(parcel -> parcels.photographs(parcel).size())
                            .sum();
            double rate = examine(parcels, open, photographs.size(), before);
            Centres centres = Centres.of(DatasetTeacher.of(settings.teacher()).contract(), centreMembers(parcels));
            LabelFunction words = teaching.words(settings, centres, parcels);
            PhotographDatasetWriter written = new PhotographDatasetWriter(settings, parcels, centres, words);
            try (ProgressLine progress = progress("samples written", photographs.size(), 0)) {
                written.write(dataset, progress, stop);
            }
            journal.delete();
            return written.report(dataset, before, (System.nanoTime() - start) / 1e9, rate);
        }
    }

    private double examine(WorkBatches parcels, List<Integer> open, int photographs, int before) {
        PhotographAnalyzer examination = new PhotographAnalyzer(
                mainFace, settings.teacher().teacher(), settings.teaching().limits(), face -> settings.features()
                        .filter(sampling -> sampling.takes(face))
                        .isPresent());
        try (ProgressLine progress = progress("images", photographs, before)) {
            if (!parcels.examine(examination, open, settings.threads(), stop, progress)) {
                throw new LabelException("stopped; the same command goes on where it was");
            }
            return progress.rate();
        }
    }

    private ProgressLine progress(String unit, int all, int before) {
        return new ProgressLine(terminal, System.console() != null, unit, all, before);
    }

    /** Each person's faces, as the dataset keeps them, so that anybody can find the same centres in it. */
    private static Map<String, List<float[]>> centreMembers(WorkBatches parcels) {
        Map<String, List<float[]>> people = new TreeMap<>();
        Set<String> known = new HashSet<>();
        for (int parcel = 0; parcel < parcels.count(); parcel++) {
            List<Photograph> photographs = parcels.photographs(parcel);
            List<PhotographResult> findings = parcels.findings(parcel);
            for (int i = 0; i < findings.size(); i++) {
                if (findings.get(i) instanceof Seen seen && known.add(seen.name())) {
                    photographs.get(i).identity().ifPresent(identity -> people.computeIfAbsent(
                                    identity, first -> new ArrayList<>())
                            .add(HalfFloats.round(seen.embedding().unit())));
                }
            }
        }
        return people;
    }
}
