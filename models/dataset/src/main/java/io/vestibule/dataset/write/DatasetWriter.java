package io.vestibule.dataset.write;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleIterator;
import io.vestibule.dataset.Sha256Format;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.dataset.format.CentresFile;
import io.vestibule.dataset.format.ContentSummary;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetManifest.CentresEntry;
import io.vestibule.dataset.format.DatasetManifest.OffsetRange;
import io.vestibule.dataset.format.DatasetManifest.Part;
import io.vestibule.dataset.format.DatasetManifest.SourceFolder;
import io.vestibule.dataset.format.DatasetProgress;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.format.JsonFile;
import io.vestibule.dataset.format.SampleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes a dataset part by part. A part is written when there are enough samples and the current source file is complete. So an
 * interruption leaves complete parts, each with all or none of the samples of a file. A caller that opens the folder again gets the
 * list of completed files, and the result is the same as without the interruption. For one thread at a time.
 */
public final class DatasetWriter implements AutoCloseable {

    /** Samples of a part, about 28 MB. */
    public static final int PART_SAMPLES = 512;

    /** Bytes of pictures and features after which a part is written in any case, because readers hold a whole part in memory. */
    private static final long PART_BYTES = 64 << 20;

    /** Reason to exclude a face that another picture already contributed with identical pixels. */
    public static final String DUPLICATE = "duplicate";

    private final Path folder;
    private final DatasetProgress progress;
    private final Set<String> names = new HashSet<>();
    private final List<Sample> pending = new ArrayList<>();
    private long pendingBytes;

    private DatasetWriter(Path folder, DatasetProgress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Starts a dataset, or resumes an unfinished one.
     *
     * @param folder is created if it does not exist
     * @throws DatasetException if the folder contains a finished dataset, an unfinished one with another specification, or
     *     anything else
     */
    public static DatasetWriter open(Path folder, DatasetSpec spec) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve(DatasetManifest.FILE))) {
                throw new DatasetException(folder + ": contains a finished dataset; name a new folder");
            }
            if (Files.exists(folder.resolve(DatasetProgress.FILE))) {
                return resume(folder, spec);
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                if (StreamSupport.stream(files.spliterator(), false).anyMatch(file -> !isProgressPart(file))) {
                    throw new DatasetException(folder + ": not empty, and not a dataset; name a new folder");
                }
            }
        } catch (IOException e) {
            throw new DatasetException(folder + ": cannot be written: " + e.getMessage(), e);
        }
        DatasetProgress progress = DatasetProgress.start(spec);
        progress.write(folder);
        return new DatasetWriter(folder, progress);
    }

    /** The file that remains if the process is killed during the first write of {@link DatasetProgress}. */
    private static boolean isProgressPart(Path file) {
        return file.getFileName().toString().equals(DatasetProgress.FILE + ".part");
    }

    private static DatasetWriter resume(Path folder, DatasetSpec spec) throws IOException {
        DatasetProgress progress = DatasetProgress.read(folder);
        if (!progress.spec().equals(spec)) {
            throw new DatasetException(folder + ": was started with " + difference(progress.spec(), spec)
                    + "; continue with the same, or name a new folder");
        }
        DatasetWriter writer = new DatasetWriter(folder, progress);
        Set<String> known = new HashSet<>();
        known.add(DatasetProgress.FILE);
        for (int part = 0; part < progress.rows().size(); part++) {
            known.add(partName(part));
            try (SampleIterator samples = writer.openPart(part)) {
                samples.forEachRemaining(sample -> writer.names.add(sample.name()));
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!known.contains(file.getFileName().toString())) {
                    Files.delete(file); // written after the last complete part; it will be written again
                }
            }
        }
        return writer;
    }

    private static String difference(DatasetSpec before, DatasetSpec now) {
        if (!before.teacher().equals(now.teacher())) {
            return "the teacher " + before.teacher().name() + " ("
                    + before.teacher().contract() + "), not " + now.teacher().name() + " ("
                    + now.teacher().contract() + ")";
        }
        if (!before.alignment().equals(now.alignment())) {
            return "the alignment " + before.alignment() + ", not " + now.alignment();
        }
        return "other " + (before.filters().equals(now.filters()) ? "schemas" : "filters");
    }

    /**
     * The files that need not be processed again, because the dataset contains or excludes their samples: SHA-256 by path.
     *
     * @param sourceFolder name of the folder in the manifest
     */
    public Map<String, String> completedFiles(String sourceFolder) {
        return Collections.unmodifiableMap(progress.files().getOrDefault(sourceFolder, Map.of()));
    }

    /** Number of samples, including earlier runs. */
    public int samples() {
        return names.size();
    }

    /** Whether the dataset contains the face of that name. */
    public boolean contains(String name) {
        return names.contains(name);
    }

    /**
     * Adds a sample, unless the dataset contains a face with identical pixels.
     *
     * @return whether the sample was added
     * @throws DatasetException if its dimension is not the teacher's, or it has no face
     */
    public boolean add(Sample sample) {
        int dimension = progress.spec().teacher().dimension();
        int length = sample.embedding().unit().length;
        if (length != dimension) {
            throw new DatasetException("sample " + sample.name() + ": the embedding has " + length
                    + " dimensions, but the teacher has " + dimension);
        }
        FacePicture picture = sample.picture();
        if (picture == null) {
            throw new DatasetException("sample " + sample.name() + ": the face is missing");
        }
        if (!names.add(sample.name())) {
            leaveOut(DUPLICATE);
            return false;
        }
        pending.add(sample);
        TeacherFeatures features = sample.features();
        pendingBytes += picture.png().length + (features == null ? 0 : features.halves().length);
        return true;
    }

    /** Counts one excluded sample. */
    public void leaveOut(String reason) {
        leaveOut(reason, 1);
    }

    /** Counts several excluded samples. */
    public void leaveOut(String reason, int count) {
        progress.leftOut().merge(reason, count, Integer::sum);
    }

    /**
     * Marks a file as complete: all of its samples were added or left out.
     *
     * @param sourceFolder name of the folder in the manifest
     * @param path relative to the folder
     */
    public void completeFile(String sourceFolder, String path, String sha256) {
        progress.files()
                .computeIfAbsent(sourceFolder, n -> new TreeMap<>())
                .put(path, Sha256Format.require("the sha256 of " + path, sha256));
        writePartIfFull();
    }

    /** Writes a part if there are enough samples. Callers without files call it after each source record. */
    public void writePartIfFull() {
        if (pending.size() >= PART_SAMPLES || pendingBytes >= PART_BYTES) {
            writePart();
        }
    }

    private void writePart() {
        SampleFile.write(folder.resolve(partName(progress.rows().size())), pending);
        progress.rows().add(pending.size());
        progress.write(folder);
        pending.clear();
        pendingBytes = 0;
    }

    private SampleIterator openPart(int part) {
        return SampleFile.open(folder.resolve(partName(part)), progress.rows().get(part), FaceLoading.WITHOUT);
    }

    private static String partName(int part) {
        return "part-%05d.parquet".formatted(part);
    }

    /**
     * Writes the remaining samples and the manifest of samples from folders.
     *
     * @param centres that the similarities of the samples refer to; null without centres
     */
    public DatasetManifest finish(@Nullable Centres centres) {
        return finish(centres, List.of(), completedFolders());
    }

    /** Writes the remaining samples and the manifest, with the origin of the samples. */
    public DatasetManifest finish(@Nullable Centres centres, List<OffsetRange> topics, List<SourceFolder> folders) {
        if (!pending.isEmpty()) {
            writePart();
        }
        DatasetManifest manifest = manifest(centres, topics, folders);
        JsonFile.write(folder.resolve(DatasetManifest.FILE), manifest);
        Path unfinished = folder.resolve(DatasetProgress.FILE);
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new DatasetException(unfinished + ": cannot be deleted: " + e.getMessage(), e);
        }
        return manifest;
    }

    private DatasetManifest manifest(@Nullable Centres centres, List<OffsetRange> topics, List<SourceFolder> folders) {
        ContentSummary summary = new ContentSummary();
        List<Part> parts = new ArrayList<>();
        for (int part = 0; part < progress.rows().size(); part++) {
            try (SampleIterator samples = openPart(part)) {
                samples.forEachRemaining(summary::add);
            }
            parts.add(new Part(partName(part), progress.rows().get(part), sha256(folder.resolve(partName(part)))));
        }
        DatasetSpec spec = progress.spec();
        return new DatasetManifest(
                DatasetManifest.FORMAT,
                DatasetManifest.PARQUET,
                spec.teacher(),
                spec.alignment(),
                topics,
                folders,
                spec.datasets(),
                spec.schemas(),
                spec.filters(),
                summary.counts(progress.leftOut()),
                parts,
                centres == null ? null : writeCentres(centres),
                summary.finishHash(centres));
    }

    private CentresEntry writeCentres(Centres centres) {
        Path file = folder.resolve(CentresFile.NAME);
        CentresFile.write(file, centres);
        return new CentresEntry(CentresFile.NAME, centres.size(), centres.version(), sha256(file));
    }

    private List<SourceFolder> completedFolders() {
        List<SourceFolder> folders = new ArrayList<>();
        progress.files().forEach((name, files) -> {
            MessageDigest digest = Sha256.newDigest();
            new TreeMap<>(files)
                    .forEach((path, sha256) ->
                            digest.update((sha256 + "  " + path + "\n").getBytes(StandardCharsets.UTF_8)));
            folders.add(new SourceFolder(name, files.size(), Sha256.hex(digest)));
        });
        return folders;
    }

    private static String sha256(Path file) {
        try {
            return Sha256.hexOfFile(file);
        } catch (IOException e) {
            throw new DatasetException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Without {@link #finish}, the dataset is unfinished, and the samples after its last complete part are lost. */
    @Override
    public void close() {
        pending.clear();
    }
}
