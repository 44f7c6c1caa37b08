package io.vestibule.dataset.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.DatasetDigests;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.dataset.format.ContentHash;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetProgress;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.select.Selection;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.face.FaceQuality;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
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
 * Exports datasets as tars for WebDataset, for those who train elsewhere. A sample is some entries of one name: {@code .png} the
 * face, {@code .npy} the teacher's unit embedding in half floats, {@code .json} all else under the names of the Parquet columns,
 * {@code .cls} the number of its identity in {@code identities.json} if it has one, {@code .features.npy} the feature map if it has
 * one. Beside the shards lie {@code identities.json}, {@code centres.npy} (a row for each identity, in that order) and the manifest.
 * Entries have no time and no owner, so that the same samples give the same bytes.
 */
public final class TarExporter {

    /** Samples in a shard, unless told otherwise: about 45 MB. */
    public static final int SHARD = 1024;

    private static final String SHARD_NAME = "shard-%05d.tar";
    private static final String IDENTITIES = "identities.json";
    private static final String CENTRES = "centres.npy";
    /** All but the manifest itself: with it, the export is finished. */
    private static final Pattern OURS = Pattern.compile(
            "(shard-\\d{5,}\\.tar|identities\\.json|unfinished\\.json)(\\.part)?|centres\\.npy|manifest\\.json\\.part");

    /** Without this note, files of such names are somebody else's. */
    private static final String NOTE = DatasetProgress.FILE;

    private final Path folder;
    private final int size;
    private final Map<String, Integer> classes = new HashMap<>();
    private final ContentHash fingerprint = new ContentHash();
    private final List<DatasetManifest.Part> parts = new ArrayList<>();
    private final List<Sample> waiting = new ArrayList<>();
    private int samples;
    private int labelled;

    private TarExporter(Path folder, int size) {
        this.folder = folder;
        this.size = size;
    }

    /**
     * @param out a new folder, or one in which such an export was interrupted: it begins anew
     * @param size samples in a shard
     * @param progress is told how many samples are written
     * @throws DatasetException if a dataset is damaged, or {@code out} holds something else
     */
    public static DatasetManifest write(
            DatasetMixture mixture, Selection selection, Path out, int size, IntConsumer progress) {
        if (size < 1) {
            throw new IllegalArgumentException("a shard has at least one sample, not " + size);
        }
        try {
            var export = new SelectedSamples(mixture, selection);
            empty(out);
            DatasetProgress.begun(export.blueprint()).write(out);
            var manifest = new TarExporter(out, size).write(export, progress);
            Files.delete(out.resolve(NOTE));
            return manifest;
        } catch (IOException e) {
            throw new DatasetException("cannot write to " + out + ": " + e.getMessage(), e);
        }
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        var old = new ArrayList<Path>();
        boolean begun = Files.exists(folder.resolve(NOTE));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!OURS.matcher(name).matches() || !begun && !name.equals(NOTE + ".part")) {
                    throw new DatasetException(folder + " is not empty; name a new folder");
                }
                old.add(file);
            }
        }
        for (Path file : old) {
            if (!file.equals(folder.resolve(NOTE))) {
                Files.delete(file);
            }
        }
    }

    private DatasetManifest write(SelectedSamples export, IntConsumer progress) throws IOException {
        var identities = new TreeSet<>(export.choice().identities());
        for (String identity : identities) {
            classes.put(identity, classes.size());
        }
        export.forEach(sample -> {
            waiting.add(sample);
            if (waiting.size() == size) {
                shard();
            }
            progress.accept(++samples);
        });
        if (!waiting.isEmpty()) {
            shard();
        }
        DatasetProgress.replace(folder.resolve(IDENTITIES), DatasetManifest.write(identities));
        DatasetManifest.CentresFile entry = null;
        Centres centres = export.centres();
        if (centres != null) {
            Path file = folder.resolve(CENTRES);
            Files.write(file, table(centres));
            entry = new DatasetManifest.CentresFile(
                    CENTRES, centres.size(), centres.version(), DatasetDigests.of(file));
        }
        var blueprint = export.blueprint();
        var manifest = new DatasetManifest(
                DatasetManifest.FORMAT,
                DatasetManifest.TAR,
                blueprint.teacher(),
                blueprint.alignment(),
                export.topics(),
                export.folders(),
                blueprint.datasets(),
                blueprint.schemas(),
                blueprint.filters(),
                new DatasetManifest.Counts(
                        samples, labelled, identities.size(), export.choice().leftOut()),
                parts,
                entry,
                fingerprint.of(centres));
        DatasetProgress.replace(folder.resolve(DatasetManifest.FILE), manifest.json());
        return manifest;
    }

    private void shard() {
        String name = SHARD_NAME.formatted(parts.size());
        Path file = folder.resolve(name);
        Path beside = folder.resolve(name + ".part");
        try {
            try (OutputStream bytes = Files.newOutputStream(beside);
                    var tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
                for (Sample sample : waiting) {
                    add(tar, sample);
                }
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            parts.add(new DatasetManifest.Part(name, waiting.size(), DatasetDigests.of(file)));
        } catch (IOException e) {
            throw new DatasetException("cannot write " + file + ": " + e.getMessage(), e);
        }
        waiting.clear();
    }

    private void add(TarArchiveOutputStream tar, Sample sample) throws IOException {
        fingerprint.add(sample);
        String name = sample.name();
        if (sample.picture() != null) {
            entry(tar, name + ".png", sample.picture().png());
        }
        float[] unit = sample.embedding().unit();
        entry(tar, name + ".npy", NpyFile.halves(List.of(unit.length), HalfFloats.encode(unit)));
        String identity = sample.label().identity();
        if (identity != null) {
            labelled++;
            entry(tar, name + ".cls", Integer.toString(classes.get(identity)).getBytes(StandardCharsets.US_ASCII));
        }
        TeacherFeatures features = sample.features();
        if (features != null) {
            entry(tar, name + ".features.npy", NpyFile.halves(features.shape(), features.halves()));
        }
        entry(tar, name + ".json", json(sample));
    }

    private static void entry(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static byte[] table(Centres centres) {
        var values = new ArrayList<float[]>();
        for (String identity : centres.identities()) {
            values.add(centres.unit(identity).orElseThrow());
        }
        int dimension = values.get(0).length;
        float[] rows = new float[values.size() * dimension];
        for (int i = 0; i < values.size(); i++) {
            System.arraycopy(values.get(i), 0, rows, i * dimension, dimension);
        }
        return NpyFile.halves(List.of(values.size(), dimension), HalfFloats.encode(rows));
    }

    private static byte[] json(Sample sample) throws JsonProcessingException {
        ObjectNode json = DatasetManifest.JSON.createObjectNode();
        json.put("name", sample.name());
        json.put("identity", sample.label().identity());
        json.put("identity_origin", sample.label().origin().word());
        json.put("identity_score", sample.label().score());
        json.put("norm", sample.embedding().norm());
        var similarities = json.putArray("similarities");
        for (ClassSimilarity likeness : sample.likenesses()) {
            similarities.addObject().put("identity", likeness.identity()).put("cosine", likeness.cosine());
        }
        var detections = json.putArray("detections");
        for (var detection : sample.detections()) {
            var box = detection.box();
            detections
                    .addObject()
                    .put("left", box.left())
                    .put("top", box.top())
                    .put("right", box.right())
                    .put("bottom", box.bottom())
                    .put("score", detection.score());
        }
        TeacherFeatures features = sample.features();
        if (features != null) {
            json.putObject("features").put("layer", features.layer());
        }
        FaceQuality quality = sample.quality();
        json.putObject("quality")
                .put("size", quality.size())
                .put("sharpness", quality.sharpness())
                .put("brightness", quality.brightness())
                .put("yaw", quality.yaw())
                .put("pitch", quality.pitch())
                .put("roll", quality.roll());
        json.put("spectrum", sample.spectrum().word());
        if (sample.source() instanceof SampleSource.Stream stream) {
            json.put("camera", stream.camera())
                    .put("track", stream.track())
                    .put("topic", stream.topic())
                    .put("partition", stream.partition())
                    .put("offset", stream.offset())
                    .put("sequence", stream.sequence())
                    .put("captured_at", text(stream.capturedAt()));
        } else if (sample.source() instanceof SampleSource.File file) {
            json.put("file", file.path()).put("file_sha256", file.sha256());
        }
        json.put("consent_expires_at", text(sample.consentExpires()));
        return DatasetManifest.JSON.writeValueAsBytes(json);
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
