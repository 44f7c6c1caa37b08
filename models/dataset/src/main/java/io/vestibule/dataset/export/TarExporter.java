package io.vestibule.dataset.export;

import io.vestibule.common.AtomicFile;
import io.vestibule.common.Sha256;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.dataset.format.ContentSummary;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetManifest.CentresEntry;
import io.vestibule.dataset.format.DatasetManifest.Part;
import io.vestibule.dataset.format.DatasetProgress;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.JsonFile;
import io.vestibule.dataset.read.SampleCollection;
import io.vestibule.dataset.select.Selection;
import io.vestibule.models.embedding.HalfFloats;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Exports samples as tar files for WebDataset. A sample is a group of entries with one base name: {@code .png} the face,
 * {@code .npy} the embedding in half floats, {@code .json} all other columns, {@code .cls} the index of its identity in
 * {@code identities.json}, {@code .features.npy} the feature map. The last two are missing if the sample has none. The folder also
 * contains {@code identities.json}, {@code centres.npy} (one row for each identity, in the same order) and the manifest. Entries
 * have no time and no owner, so that equal samples give equal bytes.
 */
public final class TarExporter {

    /** Default number of samples of a tar file, about 45 MB. */
    public static final int SHARD_SAMPLES = 1024;

    private static final String IDENTITIES = "identities.json";
    private static final String CENTRES = "centres.npy";

    /** All files of an export except the manifest, whose presence means that the export is finished. */
    private static final Pattern EXPORT_FILE = Pattern.compile(
            "(shard-\\d{5,}\\.tar|identities\\.json|unfinished\\.json)(\\.part)?|centres\\.npy|manifest\\.json\\.part");

    private final SelectedSamples samples;
    private final Path folder;
    private final int shardSamples;
    private final IntConsumer progress;
    private final Map<String, Integer> classIndexes = new HashMap<>();
    private final ContentSummary summary = new ContentSummary();
    private final List<Part> parts = new ArrayList<>();
    private final List<Sample> pending = new ArrayList<>();

    private TarExporter(SelectedSamples samples, Path folder, int shardSamples, IntConsumer progress) {
        this.samples = samples;
        this.folder = folder;
        this.shardSamples = shardSamples;
        this.progress = progress;
        for (String identity : new TreeSet<>(samples.selected().identities())) {
            classIndexes.put(identity, classIndexes.size());
        }
    }

    /**
     * @param out a new folder, or one with an interrupted tar export, which starts again
     * @param shardSamples samples of a tar file, from 1
     * @param progress receives the number of written samples
     * @throws DatasetException if the source is damaged, or {@code out} contains anything else
     */
    public static DatasetManifest write(
            SampleCollection source, Selection selection, Path out, int shardSamples, IntConsumer progress) {
        if (shardSamples < 1) {
            throw new IllegalArgumentException("a tar file needs at least one sample, not " + shardSamples);
        }
        try {
            SelectedSamples samples = new SelectedSamples(source, selection);
            prepare(out);
            DatasetProgress.start(samples.spec()).write(out);
            DatasetManifest manifest = new TarExporter(samples, out, shardSamples, progress).write();
            Files.delete(out.resolve(DatasetProgress.FILE));
            return manifest;
        } catch (IOException e) {
            throw new DatasetException(out + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * The number of samples of the tar files of a finished export. For a single file, its size is large enough.
     *
     * @param manifest of a tar export, or of a dataset, for which the number has no meaning
     */
    public static int shardSamples(DatasetManifest manifest) {
        return manifest.parts().stream()
                .mapToInt(Part::rows)
                .filter(rows -> rows > 0)
                .max()
                .orElse(SHARD_SAMPLES);
    }

    /** Creates the folder, or removes the files of an interrupted export. Without the progress file, such files are not ours. */
    private static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> old = new ArrayList<>();
        boolean interrupted = Files.exists(folder.resolve(DatasetProgress.FILE));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!EXPORT_FILE.matcher(name).matches()
                        || (!interrupted && !name.equals(DatasetProgress.FILE + ".part"))) {
                    throw new DatasetException(folder + ": not empty; name a new folder");
                }
                old.add(file);
            }
        }
        for (Path file : old) {
            if (!file.equals(folder.resolve(DatasetProgress.FILE))) {
                Files.delete(file);
            }
        }
    }

    private DatasetManifest write() throws IOException {
        samples.forEach(sample -> {
            pending.add(sample);
            summary.add(sample);
            if (pending.size() == shardSamples) {
                writeShard();
            }
            progress.accept(summary.samples());
        });
        if (!pending.isEmpty()) {
            writeShard();
        }
        JsonFile.write(folder.resolve(IDENTITIES), new TreeSet<>(classIndexes.keySet()));
        DatasetSpec spec = samples.spec();
        Centres centres = samples.centres();
        DatasetManifest manifest = new DatasetManifest(
                DatasetManifest.FORMAT,
                DatasetManifest.TAR,
                spec.teacher(),
                spec.alignment(),
                samples.source().topics(),
                samples.source().folders(),
                spec.datasets(),
                spec.schemas(),
                spec.filters(),
                summary.counts(samples.selected().leftOut()),
                parts,
                centres == null ? null : writeCentres(centres),
                summary.finishHash(centres));
        JsonFile.write(folder.resolve(DatasetManifest.FILE), manifest);
        return manifest;
    }

    private CentresEntry writeCentres(Centres centres) throws IOException {
        Path file = folder.resolve(CENTRES);
        Files.write(file, npy(centres));
        return new CentresEntry(CENTRES, centres.size(), centres.version(), Sha256.hexOfFile(file));
    }

    private static byte[] npy(Centres centres) {
        List<float[]> units = centres.identities().stream()
                .map(identity -> centres.unit(identity).orElseThrow())
                .toList();
        int dimension = units.get(0).length;
        float[] rows = new float[units.size() * dimension];
        for (int i = 0; i < units.size(); i++) {
            System.arraycopy(units.get(i), 0, rows, i * dimension, dimension);
        }
        return NpyFile.ofHalves(List.of(units.size(), dimension), HalfFloats.encode(rows));
    }

    private void writeShard() {
        String name = "shard-%05d.tar".formatted(parts.size());
        Path file = folder.resolve(name);
        try {
            AtomicFile.write(file, this::writePending);
            parts.add(new Part(name, pending.size(), Sha256.hexOfFile(file)));
        } catch (IOException e) {
            throw new DatasetException(file + ": cannot be written: " + e.getMessage(), e);
        }
        pending.clear();
    }

    private void writePending(Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            for (Sample sample : pending) {
                write(tar, sample);
            }
        }
    }

    private void write(TarArchiveOutputStream tar, Sample sample) throws IOException {
        String name = sample.name();
        if (sample.picture() != null) {
            writeEntry(tar, name + ".png", sample.picture().png());
        }
        float[] unit = sample.embedding().unit();
        writeEntry(tar, name + ".npy", NpyFile.ofHalves(List.of(unit.length), HalfFloats.encode(unit)));
        Integer classIndex = classIndex(sample.label().identity());
        if (classIndex != null) {
            writeEntry(tar, name + ".cls", classIndex.toString().getBytes(StandardCharsets.US_ASCII));
        }
        TeacherFeatures features = sample.features();
        if (features != null) {
            writeEntry(tar, name + ".features.npy", NpyFile.ofHalves(features.shape(), features.halves()));
        }
        writeEntry(tar, name + ".json", SampleJson.of(sample));
    }

    private @Nullable Integer classIndex(@Nullable String identity) {
        return identity == null ? null : classIndexes.get(identity);
    }

    private static void writeEntry(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
