package io.vestibule.dataset.read;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.format.CentresFile;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.FaceLoading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A finished dataset: a folder with its manifest, parts of samples, and centres. */
public final class Dataset {

    private final Path folder;
    private final DatasetManifest manifest;

    private Dataset(Path folder, DatasetManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Reads the manifest, and looks whether its files are there.
     *
     * @throws DatasetException if this is no dataset, an unfinished one, one of another format, or a file is missing
     */
    public static Dataset open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DatasetException(folder + " is no folder; a dataset is a folder with " + DatasetManifest.FILE);
        }
        DatasetManifest manifest = DatasetManifest.read(folder);
        for (var part : manifest.parts()) {
            present(folder.resolve(part.file()));
        }
        if (manifest.centres() != null) {
            present(folder.resolve(manifest.centres().file()));
        }
        return new Dataset(folder, manifest);
    }

    private static void present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file + " is missing; copy the dataset's folder once more");
        }
    }

    public Path folder() {
        return folder;
    }

    public DatasetManifest manifest() {
        return manifest;
    }

    /** Read anew at each call. */
    public Optional<Centres> centres() {
        return Optional.ofNullable(manifest.centres()).map(entry -> CentresFile.read(folder.resolve(entry.file())));
    }

    /** All samples, in order. */
    public SampleReader samples(FaceLoading faces) {
        return new SampleReader(parts(faces));
    }

    /** What is wrong with it, as far as its own hashes tell; empty if all is as it was written. Looks at every pixel. */
    public List<DatasetProblem> verify() {
        return verify(samples -> {});
    }

    /** @param progress is told how many samples have been looked at */
    public List<DatasetProblem> verify(IntConsumer progress) {
        return new DatasetVerifier(folder, manifest, progress).findings();
    }

    Iterator<SampleReader.Part> parts(FaceLoading faces) {
        return manifest.parts().stream()
                .<SampleReader.Part>map(part -> () -> new PartReader(folder.resolve(part.file()), part.rows(), faces))
                .iterator();
    }
}
