package io.vestibule.dataset.read;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleIterator;
import io.vestibule.dataset.format.CentresFile;
import io.vestibule.dataset.format.ContentHash;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetManifest.CentresEntry;
import io.vestibule.dataset.format.DatasetManifest.Counts;
import io.vestibule.dataset.format.DatasetManifest.Part;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.format.SampleFile;
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

/** Computes all hashes and counts of a dataset again and compares them with the manifest. Can be used once only. */
final class DatasetVerifier {

    private final Path folder;
    private final DatasetManifest manifest;
    private final IntConsumer progress;
    private final List<DatasetProblem> problems = new ArrayList<>();
    private final ContentHash contentHash = new ContentHash();
    private final Set<String> names = new HashSet<>();
    private final Set<String> identities = new TreeSet<>();
    private int samples;
    private int labelled;

    DatasetVerifier(Path folder, DatasetManifest manifest, IntConsumer progress) {
        this.folder = folder;
        this.manifest = manifest;
        this.progress = progress;
    }

    List<DatasetProblem> verify() {
        for (Part part : manifest.parts()) {
            verifyHash(part.file(), part.sha256());
            verifySamples(part);
        }
        Centres centres = manifest.centres() == null ? null : verifyCentres(manifest.centres());
        verifyCounts(manifest.counts());
        if (!contentHash.finish(centres).equals(manifest.content())) {
            add(DatasetManifest.FILE, "\"content\" is not the hash of the samples and centres");
        }
        return List.copyOf(problems);
    }

    private void verifyCounts(Counts counts) {
        if (samples != counts.samples() || labelled != counts.labelled() || identities.size() != counts.identities()) {
            add(
                    DatasetManifest.FILE,
                    "\"counts\" has %d samples, %d labelled, %d identities; the files have %d, %d and %d"
                            .formatted(
                                    counts.samples(),
                                    counts.labelled(),
                                    counts.identities(),
                                    samples,
                                    labelled,
                                    identities.size()));
        }
    }

    private void verifySamples(Part part) {
        try (SampleIterator reader = SampleFile.open(folder.resolve(part.file()), part.rows(), FaceLoading.WITH)) {
            while (reader.hasNext()) {
                verify(part.file(), reader.next());
            }
        } catch (DatasetException e) {
            add(part.file(), e.getMessage());
        }
    }

    private void verify(String file, Sample sample) {
        contentHash.add(sample);
        if (!names.add(sample.name())) {
            add(file, "sample " + sample.name() + " occurs twice");
        }
        if (sample.picture() == null) {
            add(file, "sample " + sample.name() + " has no face");
        } else {
            try {
                if (!Sample.name(sample.face()).equals(sample.name())) {
                    add(file, "sample " + sample.name() + ": the name is not the hash of the face");
                }
            } catch (DatasetException e) {
                add(file, "sample " + sample.name() + ": " + e.getMessage());
            }
        }
        float[] unit = sample.embedding().unit();
        if (unit.length != manifest.teacher().dimension() || !Vectors.isUnit(unit)) {
            add(
                    file,
                    "sample " + sample.name() + ": the embedding is not a unit vector of "
                            + manifest.teacher().dimension() + " dimensions");
        }
        String identity = sample.label().identity();
        if (identity != null) {
            labelled++;
            identities.add(identity);
        }
        progress.accept(++samples);
    }

    private @Nullable Centres verifyCentres(CentresEntry entry) {
        verifyHash(entry.file(), entry.sha256());
        try {
            Centres centres = CentresFile.read(folder.resolve(entry.file()));
            if (!centres.version().equals(entry.version())) {
                add(
                        entry.file(),
                        "has centres of version " + centres.version() + ", but the manifest has " + entry.version());
            }
            if (!centres.contract().equals(manifest.teacher().contract())) {
                add(
                        entry.file(),
                        "has centres of the contract " + centres.contract() + ", but the teacher has "
                                + manifest.teacher().contract());
            }
            return centres;
        } catch (DatasetException e) {
            add(entry.file(), e.getMessage());
            return null;
        }
    }

    private void verifyHash(String file, String sha256) {
        try {
            if (!Sha256.hexOfFile(folder.resolve(file)).equals(sha256)) {
                add(file, "has changed: its sha256 differs from the manifest");
            }
        } catch (IOException e) {
            add(file, "cannot be read: " + e.getMessage());
        }
    }

    private void add(String file, @Nullable String problem) {
        problems.add(new DatasetProblem(file, String.valueOf(problem)));
    }
}
