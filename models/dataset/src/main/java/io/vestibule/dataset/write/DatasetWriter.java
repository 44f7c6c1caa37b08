package io.vestibule.dataset.write;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetDigests;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.CentresFile;
import io.vestibule.dataset.format.ContentHash;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetProgress;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.format.ParquetColumns;
import io.vestibule.dataset.format.ParquetRowWriter;
import io.vestibule.dataset.format.SampleRows;
import io.vestibule.dataset.read.PartReader;
import io.vestibule.dataset.read.SampleReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes a dataset, part after part. A part is written when enough samples have come and the file or record they came from is done,
 * so that an interruption leaves whole parts which hold all or nothing of a source; whoever opens the folder again is told what
 * need not be done once more, and what comes out is the same as without the interruption. One thread at a time.
 */
public final class DatasetWriter implements AutoCloseable {

    /** Samples after which a part is written: about 28 MB. */
    public static final int PART = 512;

    /** Bytes of pictures and features after which it is written in any case: who reads a part holds all of it. */
    private static final long PART_BYTES = 64 << 20;

    /** Why a face is left out that another picture has already brought, pixel for pixel. */
    public static final String DUPLICATE = "duplicate";

    private static final String PART_NAME = "part-%05d.parquet";

    private final Path folder;
    private final DatasetProgress progress;
    private final Set<String> names = new HashSet<>();
    private final List<Sample> waiting = new ArrayList<>();
    private long bytes;

    private DatasetWriter(Path folder, DatasetProgress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Begins a dataset, or takes up an unfinished one.
     *
     * @param folder made if it is not there
     * @throws DatasetException if there is a finished dataset, one of another blueprint, or something else
     */
    public static DatasetWriter open(Path folder, DatasetSpec blueprint) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve(DatasetManifest.FILE))) {
                throw new DatasetException(folder + " holds a finished dataset; name a new folder");
            }
            if (Files.exists(folder.resolve(DatasetProgress.FILE))) {
                return resumed(folder, blueprint);
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                if (StreamSupport.stream(files.spliterator(), false).anyMatch(file -> !isNote(file))) {
                    throw new DatasetException(folder + " is not empty, and holds no dataset; name a new folder");
                }
            }
        } catch (IOException e) {
            throw new DatasetException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
        var progress = DatasetProgress.begun(blueprint);
        progress.write(folder);
        return new DatasetWriter(folder, progress);
    }

    /** What a kill leaves while {@link DatasetProgress} is written for the first time. */
    private static boolean isNote(Path file) {
        return file.getFileName().toString().equals(DatasetProgress.FILE + ".part");
    }

    private static DatasetWriter resumed(Path folder, DatasetSpec blueprint) throws IOException {
        var progress = DatasetProgress.read(folder);
        if (!progress.blueprint().equals(blueprint)) {
            throw new DatasetException(folder + " was begun " + difference(progress.blueprint(), blueprint)
                    + "; go on with the same, or name a new folder");
        }
        var writer = new DatasetWriter(folder, progress);
        var known = new TreeSet<String>();
        known.add(DatasetProgress.FILE);
        for (int part = 0; part < progress.rows().size(); part++) {
            known.add(name(part));
            for (Sample sample : writer.part(part, FaceLoading.WITHOUT)) {
                writer.names.add(sample.name());
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!known.contains(file.getFileName().toString())) {
                    Files.delete(file); // written after the last whole part, and so about to be written again
                }
            }
        }
        return writer;
    }

    private static String difference(DatasetSpec begun, DatasetSpec now) {
        if (!begun.teacher().equals(now.teacher())) {
            return "with the teacher " + begun.teacher().name() + " ("
                    + begun.teacher().contract() + "), not with "
                    + now.teacher().name() + " (" + now.teacher().contract() + ")";
        }
        if (!begun.alignment().equals(now.alignment())) {
            return "with the alignment " + begun.alignment() + ", not with " + now.alignment();
        }
        return "with other " + (begun.filters().equals(now.filters()) ? "schemas" : "filters");
    }

    /** What of this folder's files is in, or was left out, and need not be done again: SHA-256 by path. */
    public Map<String, String> doneFiles(String name) {
        return Collections.unmodifiableMap(progress.files().getOrDefault(name, Map.of()));
    }

    /** What of the topics is done. */
    public List<DatasetManifest.Offsets> doneOffsets() {
        return List.copyOf(progress.offsets());
    }

    /** Samples up to now, also of earlier runs. */
    public int samples() {
        return names.size();
    }

    /**
     * Takes a sample in, unless the very same face is in already.
     *
     * @return whether it was taken
     * @throws DatasetException if it is of another dimension than the teacher, or has no face
     */
    public boolean add(Sample sample) {
        int dimension = progress.blueprint().teacher().dimension();
        if (sample.embedding().unit().length != dimension) {
            throw new DatasetException("sample " + sample.name() + " has an embedding of "
                    + sample.embedding().unit().length + " dimensions, and its teacher " + dimension);
        }
        if (sample.picture() == null) {
            throw new DatasetException("sample " + sample.name() + " has no face");
        }
        if (!names.add(sample.name())) {
            leaveOut(DUPLICATE);
            return false;
        }
        waiting.add(sample);
        bytes += sample.picture().png().length;
        bytes += sample.features() == null ? 0 : sample.features().halves().length;
        return true;
    }

    /** Counts something that was not taken. */
    public void leaveOut(String reason) {
        leaveOut(reason, 1);
    }

    /** Counts several things that were not taken. */
    public void leaveOut(String reason, int times) {
        progress.leftOut().merge(reason, times, Integer::sum);
    }

    /**
     * All of this file has been added, or left out.
     *
     * @param name of the folder, as the manifest is to call it
     * @param path relative to the folder
     */
    public void fileDone(String name, String path, String sha256) {
        progress.files()
                .computeIfAbsent(name, n -> new TreeMap<>())
                .put(path, DatasetDigests.checked("a file's sha256", sha256));
        writeIfEnough();
    }

    /** All of this record has been added, or left out. */
    public void offsetDone(String topic, int partition, long offset) {
        var offsets = progress.offsets();
        for (int i = 0; i < offsets.size(); i++) {
            var before = offsets.get(i);
            if (before.topic().equals(topic) && before.partition() == partition) {
                offsets.set(
                        i,
                        new DatasetManifest.Offsets(
                                topic, partition, Math.min(before.from(), offset), Math.max(before.to(), offset + 1)));
                writeIfEnough();
                return;
            }
        }
        offsets.add(new DatasetManifest.Offsets(topic, partition, offset, offset + 1));
        writeIfEnough();
    }

    /** Whether this face is in. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /** To be called where an interruption may cut. */
    public void writeIfEnough() {
        if (waiting.size() >= PART || bytes >= PART_BYTES) {
            writePart();
        }
    }

    private void writePart() {
        write(progress.rows().size(), waiting);
        progress.rows().add(waiting.size());
        progress.write(folder);
        waiting.clear();
        bytes = 0;
    }

    private void write(int part, List<Sample> samples) {
        ParquetRowWriter.write(
                folder.resolve(name(part)), ParquetColumns.SAMPLES, Map.of(), samples, SampleRows::write);
    }

    private List<Sample> part(int part, FaceLoading faces) {
        return PartReader.all(folder.resolve(name(part)), progress.rows().get(part), faces);
    }

    private static String name(int part) {
        return PART_NAME.formatted(part);
    }

    /**
     * Writes what is waiting, and the manifest. The samples' likenesses stay as they were given.
     *
     * @param centres that the likenesses are to; null where there are none
     */
    public DatasetManifest finish(@Nullable Centres centres) {
        return finish(centres, offsets(), folders());
    }

    /** With sources that were told by the datasets which the samples were taken from. */
    public DatasetManifest finish(
            @Nullable Centres centres, List<DatasetManifest.Offsets> topics, List<DatasetManifest.Folder> folders) {
        writeRest();
        return manifest(centres, topics, folders);
    }

    /**
     * As {@link #finishWith}, with the means of the labelled samples of each identity as the classes' centres.
     *
     * @param most how many likenesses a sample is given
     */
    public DatasetManifest finishWithMeans(int most) {
        writeRest();
        return finishWith(means(), most);
    }

    private Centres means() {
        var parts = IntStream.range(0, progress.rows().size())
                .<SampleReader.Part>mapToObj(part -> () -> new PartReader(
                        folder.resolve(name(part)), progress.rows().get(part), FaceLoading.WITHOUT))
                .iterator();
        try (var samples = new SampleReader(parts)) {
            return Centres.of(progress.blueprint().teacher().contract(), samples);
        }
    }

    /**
     * Writes what is waiting, writes into each sample how like it is to these centres, and for a folder's label how like it is to its
     * own; then the manifest.
     *
     * @param most how many likenesses a sample is given
     */
    public DatasetManifest finishWith(Centres centres, int most) {
        writeRest();
        for (int part = 0; part < progress.rows().size(); part++) {
            write(
                    part,
                    part(part, FaceLoading.WITH).stream()
                            .map(sample -> likened(sample, centres, most))
                            .toList());
        }
        return finish(centres.size() == 0 ? null : centres);
    }

    private void writeRest() {
        if (!waiting.isEmpty()) {
            writePart();
        }
    }

    private static Sample likened(Sample sample, Centres centres, int most) {
        float[] unit = sample.embedding().unit();
        Label label = sample.label();
        if (label.origin() == Label.Origin.FOLDER && label.identity() != null) {
            label = label.withScore(centres.similarity(label.identity(), unit).orElse(null));
        }
        return sample.with(label, centres.nearest(unit, most));
    }

    private DatasetManifest manifest(
            @Nullable Centres centres, List<DatasetManifest.Offsets> topics, List<DatasetManifest.Folder> folders) {
        var blueprint = progress.blueprint();
        var fingerprint = new ContentHash();
        var identities = new TreeSet<String>();
        int samples = 0;
        int labelled = 0;
        var parts = new ArrayList<DatasetManifest.Part>();
        for (int part = 0; part < progress.rows().size(); part++) {
            for (Sample sample : part(part, FaceLoading.WITHOUT)) {
                fingerprint.add(sample);
                samples++;
                if (sample.label().identity() != null) {
                    identities.add(sample.label().identity());
                    labelled++;
                }
            }
            parts.add(new DatasetManifest.Part(
                    name(part), progress.rows().get(part), sha256(folder.resolve(name(part)))));
        }
        DatasetManifest.CentresFile centresFile = null;
        if (centres != null) {
            Path file = folder.resolve(CentresFile.NAME);
            CentresFile.write(file, centres);
            centresFile =
                    new DatasetManifest.CentresFile(CentresFile.NAME, centres.size(), centres.version(), sha256(file));
        }
        var manifest = new DatasetManifest(
                DatasetManifest.FORMAT,
                DatasetManifest.PARQUET,
                blueprint.teacher(),
                blueprint.alignment(),
                topics,
                folders,
                blueprint.datasets(),
                blueprint.schemas(),
                blueprint.filters(),
                new DatasetManifest.Counts(samples, labelled, identities.size(), progress.leftOut()),
                parts,
                centresFile,
                fingerprint.of(centres));
        DatasetProgress.replace(folder.resolve(DatasetManifest.FILE), manifest.json());
        try {
            Files.deleteIfExists(folder.resolve(DatasetProgress.FILE));
        } catch (IOException e) {
            throw new DatasetException(
                    "cannot remove " + folder.resolve(DatasetProgress.FILE) + ": " + e.getMessage(), e);
        }
        return manifest;
    }

    private List<DatasetManifest.Offsets> offsets() {
        return progress.offsets().stream()
                .sorted(Comparator.comparing(DatasetManifest.Offsets::topic)
                        .thenComparing(DatasetManifest.Offsets::partition))
                .toList();
    }

    private List<DatasetManifest.Folder> folders() {
        var folders = new ArrayList<DatasetManifest.Folder>();
        progress.files().forEach((name, files) -> {
            var digest = DatasetDigests.sha256();
            new TreeMap<>(files)
                    .forEach((path, sha256) ->
                            digest.update((sha256 + "  " + path + "\n").getBytes(StandardCharsets.UTF_8)));
            folders.add(new DatasetManifest.Folder(name, files.size(), DatasetDigests.hex(digest)));
        });
        return folders;
    }

    private static String sha256(Path file) {
        try {
            return DatasetDigests.of(file);
        } catch (IOException e) {
            throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Without {@link #finish}, the dataset stays unfinished; what came after its last whole part is forgotten. */
    @Override
    public void close() {
        waiting.clear();
    }
}
