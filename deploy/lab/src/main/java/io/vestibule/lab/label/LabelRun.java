package io.vestibule.lab.label;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.lab.label.PhotographResult.AnalysedFace;
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

/** Makes a dataset of photographs in three steps: analyse each one, compute the class centres, label and write each face. */
public final class LabelRun {

    /** The list of skipped images in the dataset's folder: name, tab, reason. */
    public static final String SKIPPED_LIST = PhotographDatasetWriter.SKIPPED_LIST;

    private final MainFaceFinder finder;
    private final LabelSettings settings;
    private final StopSignal stop;
    private final PrintWriter terminal;

    /**
     * @param stop ends the work after the current batches
     * @param terminal receives the progress
     */
    public LabelRun(MainFaceFinder finder, LabelSettings settings, StopSignal stop, PrintWriter terminal) {
        this.finder = finder;
        this.settings = settings;
        this.stop = stop;
        this.terminal = terminal;
    }

    /**
     * @param folders with photographs
     * @param dataset a new folder, or one in which the same run was interrupted
     * @throws LabelException if there is nothing to label, the folder cannot be used, or the user stops the command
     */
    public LabelReport label(List<Path> folders, Path dataset) {
        long start = System.nanoTime();
        List<Photograph> photographs = PhotographFolders.read(folders);
        // Beside the dataset, because unfinished work is not a part of it.
        Path unfinished = dataset.resolveSibling(dataset.getFileName() + ".unfinished");
        String work = WorkFingerprint.of(photographs, settings);
        if (Files.exists(dataset.resolve(DatasetManifest.FILE))) {
            if (Files.exists(unfinished)) {
                BatchJournal.open(unfinished, work).delete(); // the run stopped before it deleted the journal
            }
            throw new LabelException(dataset + ": already a dataset; name another folder, or delete it");
        }
        try (BatchJournal journal = BatchJournal.open(unfinished, work)) {
            WorkBatches batches = new WorkBatches(photographs, journal);
            List<Integer> incomplete = batches.incomplete();
            int resumed = photographs.size()
                    - incomplete.stream()
                            .mapToInt(batch -> batches.photographs(batch).size())
                            .sum();
            double rate = analyze(batches, incomplete, photographs.size(), resumed);
            Centres centres = Centres.of(settings.teacherDescriptor().contract(), members(batches));
            PhotographDatasetWriter writer = new PhotographDatasetWriter(settings, batches, centres);
            try (ProgressLine progress = progress("samples written", photographs.size(), 0)) {
                writer.write(dataset, progress, stop);
            }
            journal.delete();
            return writer.report(dataset, resumed, (System.nanoTime() - start) / 1e9, rate);
        }
    }

    private double analyze(WorkBatches batches, List<Integer> incomplete, int photographs, int resumed) {
        PhotographAnalyzer analyzer = new PhotographAnalyzer(
                finder, settings.teacher().teacher(), settings.teaching().limits(), face -> settings.features()
                        .filter(sampling -> sampling.accepts(face))
                        .isPresent());
        try (ProgressLine progress = progress("images", photographs, resumed)) {
            if (!batches.analyze(analyzer, incomplete, settings.threads(), stop, progress)) {
                throw LabelException.stopped();
            }
            return progress.rate();
        }
    }

    private ProgressLine progress(String unit, int all, int before) {
        return new ProgressLine(terminal, System.console() != null, unit, all, before);
    }

    /** The embeddings of each person, rounded as in the dataset, so that other tools compute the same centres from it. */
    private static Map<String, List<float[]>> members(WorkBatches batches) {
        Map<String, List<float[]>> members = new TreeMap<>();
        Set<String> names = new HashSet<>();
        for (int batch = 0; batch < batches.count(); batch++) {
            List<Photograph> photographs = batches.photographs(batch);
            List<PhotographResult> results = batches.results(batch);
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) instanceof AnalysedFace face && names.add(face.name())) {
                    photographs.get(i).identity().ifPresent(identity -> members.computeIfAbsent(
                                    identity, first -> new ArrayList<>())
                            .add(HalfFloats.round(face.embedding().unit())));
                }
            }
        }
        return members;
    }
}
