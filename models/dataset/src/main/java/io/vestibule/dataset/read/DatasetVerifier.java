package io.vestibule.dataset.read;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetDigests;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.CentresFile;
import io.vestibule.dataset.format.ContentHash;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.models.matching.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Computes every hash of a dataset anew, and tells where it is another than is written. */
final class DatasetVerifier {
    private final Path folder;
    private final DatasetManifest manifest;
    private final IntConsumer progress;
    private final List<DatasetProblem> findings = new ArrayList<>();
    private final ContentHash fingerprint = new ContentHash();
    private final Set<String> names = new HashSet<>();
    private final Set<String> identities = new TreeSet<>();
    private int samples;
    private int labelled;

    DatasetVerifier(Path folder, DatasetManifest manifest, IntConsumer progress) {
        this.folder = folder;
        this.manifest = manifest;
        this.progress = progress;
    }

    List<DatasetProblem> findings() {
        for (var part : manifest.parts()) {
            hash(part.file(), part.sha256());
            rows(part);
        }
        Centres centres = manifest.centres() == null ? null : centres(manifest.centres());
        var counts = manifest.counts();
        if (samples != counts.samples() || labelled != counts.labelled() || identities.size() != counts.identities()) {
            found(
                    DatasetManifest.FILE,
                    "says %d samples, %d labelled, %d identities; there are %d, %d and %d"
                            .formatted(
                                    counts.samples(),
                                    counts.labelled(),
                                    counts.identities(),
                                    samples,
                                    labelled,
                                    identities.size()));
        }
        if (!fingerprint.of(centres).equals(manifest.content())) {
            found(DatasetManifest.FILE, "names another content than the samples and centres have");
        }
        return List.copyOf(findings);
    }

    private void rows(DatasetManifest.Part part) {
        try (var reader = new PartReader(folder.resolve(part.file()), part.rows(), FaceLoading.WITH)) {
            while (reader.hasNext()) {
                sample(part.file(), reader.next());
            }
        } catch (DatasetException e) {
            found(part.file(), e.getMessage());
        }
    }

    private void sample(String file, Sample sample) {
        fingerprint.add(sample);
        if (!names.add(sample.name())) {
            found(file, "sample " + sample.name() + " is in twice");
        }
        if (sample.picture() == null) {
            found(file, "sample " + sample.name() + " has no face");
        } else {
            try {
                if (!Sample.name(sample.face()).equals(sample.name())) {
                    found(file, "sample " + sample.name() + " has another face than its name says");
                }
            } catch (DatasetException e) {
                found(file, "sample " + sample.name() + ": " + e.getMessage());
            }
        }
        float[] unit = sample.embedding().unit();
        if (unit.length != manifest.teacher().dimension() || !Vectors.isUnit(unit)) {
            found(
                    file,
                    "sample " + sample.name() + " has no unit embedding of "
                            + manifest.teacher().dimension() + " dimensions");
        }
        String identity = sample.label().identity();
        if (identity != null) {
            labelled++;
            identities.add(identity);
        }
        progress.accept(++samples);
    }

    private @Nullable Centres centres(DatasetManifest.CentresFile entry) {
        hash(entry.file(), entry.sha256());
        try {
            var centres = CentresFile.read(folder.resolve(entry.file()));
            if (!centres.version().equals(entry.version())) {
                found(entry.file(), "holds centres of version " + centres.version() + ", not " + entry.version());
            }
            if (!centres.contract().equals(manifest.teacher().contract())) {
                found(
                        entry.file(),
                        "holds centres of " + centres.contract() + ", and the teacher's contract is "
                                + manifest.teacher().contract());
            }
            return centres;
        } catch (DatasetException e) {
            found(entry.file(), e.getMessage());
            return null;
        }
    }

    private void hash(String file, String sha256) {
        try {
            if (!DatasetDigests.of(folder.resolve(file)).equals(sha256)) {
                found(file, "is not the file that was written: its sha256 differs");
            }
        } catch (IOException e) {
            found(file, "cannot be read: " + e.getMessage());
        }
    }

    private void found(String file, @Nullable String problem) {
        findings.add(new DatasetProblem(file, String.valueOf(problem)));
    }
}
