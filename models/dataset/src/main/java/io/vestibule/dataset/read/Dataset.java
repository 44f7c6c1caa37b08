package io.vestibule.dataset.read;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.SampleIterator;
import io.vestibule.dataset.format.CentresFile;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetManifest.Part;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.format.SampleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** A finished dataset: a folder with a manifest, parts of samples, and class centres. */
public final class Dataset {

    private final Path folder;
    private final DatasetManifest manifest;

    private Dataset(Path folder, DatasetManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Reads the manifest and checks that its files exist.
     *
     * @throws DatasetException if the folder is not a finished dataset of a supported format, or a file is missing
     */
    public static Dataset open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DatasetException(folder + ": not a folder; a dataset is a folder with " + DatasetManifest.FILE);
        }
        DatasetManifest manifest = DatasetManifest.ofDataset(folder);
        for (Part part : manifest.parts()) {
            requireFile(folder.resolve(part.file()));
        }
        if (manifest.centres() != null) {
            requireFile(folder.resolve(manifest.centres().file()));
        }
        return new Dataset(folder, manifest);
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file + ": missing; copy the folder of the dataset again");
        }
    }

    public Path folder() {
        return folder;
    }

    public DatasetManifest manifest() {
        return manifest;
    }

    /** The class centres, read at each call. */
    public Optional<Centres> centres() {
        return Optional.ofNullable(manifest.centres()).map(entry -> CentresFile.read(folder.resolve(entry.file())));
    }

    /** All samples, in order. */
    public SampleReader samples(FaceLoading faces) {
        return new SampleReader(parts(faces).iterator());
    }

    /** Computes all hashes again and returns the differences to the manifest. Decodes every picture. */
    public List<DatasetProblem> verify() {
        return verify(samples -> {});
    }

    /** @param progress receives the number of verified samples */
    public List<DatasetProblem> verify(IntConsumer progress) {
        return new DatasetVerifier(folder, manifest, progress).verify();
    }

    List<Supplier<SampleIterator>> parts(FaceLoading faces) {
        return manifest.parts().stream()
                .<Supplier<SampleIterator>>map(
                        part -> () -> SampleFile.open(folder.resolve(part.file()), part.rows(), faces))
                .toList();
    }
}
