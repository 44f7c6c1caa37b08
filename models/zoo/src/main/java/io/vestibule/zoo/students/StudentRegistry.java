package io.vestibule.zoo.students;

import com.fasterxml.jackson.core.JacksonException;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.manifest.ModelCard.Role;
import io.vestibule.zoo.manifest.Provenance;
import io.vestibule.zoo.prepare.ModelRecipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The trained models: students of this release and students that were added to a cache. Each has two files of one name, for
 * example {@code half.json} with its entry, whose checksum pins {@code half.onnx}.
 */
public final class StudentRegistry {

    /** False match rate of the thresholds that matching uses. A student without a threshold for it cannot be used. */
    static final double REQUIRED_FALSE_MATCH_RATE = 1e-4;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final String NAME_RULE =
            "a name has up to 40 small letters, digits and hyphens, and starts with a letter";

    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");

    private static final String ENTRY_SUFFIX = ".json";
    private static final String RESOURCES = "/io/vestibule/zoo/students";

    /** A resource that always exists. It locates the folder, in a jar as well as on disk. */
    private static final String ANCHOR = RESOURCES + "/README.md";

    private final Map<String, Student> byName;

    private StudentRegistry(Map<String, Student> byName) {
        this.byName = byName;
    }

    /** A registry without students. */
    public static StudentRegistry empty() {
        return new StudentRegistry(Map.of());
    }

    /**
     * @param shipped students of the release
     * @param folder  folder of added students; it need not exist
     * @throws ZooException naming the first file that is invalid
     */
    public static StudentRegistry of(List<Student> shipped, Path folder, Manifest manifest) {
        Map<String, Student> byName = new LinkedHashMap<>();
        shipped.forEach(student -> byName.put(student.entry().name(), student));
        for (Student added : added(folder)) {
            String name = added.entry().name();
            Student known = byName.putIfAbsent(name, added);
            if (known != null && !known.entry().sha256().equals(added.entry().sha256())) {
                throw new ZooException("the student " + name + " in " + folder
                        + " differs from the student of that name in this release; delete or rename it");
            }
        }
        byName.values().forEach(student -> check(student.entry(), manifest));
        return new StudentRegistry(byName);
    }

    /** The student of that name, if there is one. */
    public Optional<Student> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Entries of all students, those of the release first. */
    public List<ModelEntry> entries() {
        return byName.values().stream().map(Student::entry).toList();
    }

    /** The students of this release. */
    public static List<Student> shipped() {
        List<Student> students = new ArrayList<>();
        for (URL entry : resources()) {
            try (InputStream in = entry.openStream()) {
                ModelEntry read = read(name(entry.getPath()), in.readAllBytes(), "of this release");
                URL file = StudentRegistry.class.getResource(RESOURCES + "/" + fileOf(read));
                if (file == null) {
                    throw new ZooException("the student " + read.name() + " of this release has no " + fileOf(read));
                }
                students.add(new Student.Shipped(read, file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return students;
    }

    private static List<URL> resources() {
        URL anchor = Objects.requireNonNull(StudentRegistry.class.getResource(ANCHOR), "the jar has no " + ANCHOR);
        try {
            List<URL> found = new ArrayList<>();
            if (anchor.openConnection() instanceof JarURLConnection connection) {
                String anchorName = connection.getEntryName();
                String folder = anchorName.substring(0, anchorName.lastIndexOf('/') + 1);
                for (String name : connection.getJarFile().stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.startsWith(folder) && name.endsWith(ENTRY_SUFFIX))
                        .sorted()
                        .toList()) {
                    found.add(Objects.requireNonNull(StudentRegistry.class.getResource("/" + name), name));
                }
                return found;
            }
            for (Path file : entryFiles(Path.of(anchor.toURI()).resolveSibling(""))) {
                found.add(file.toUri().toURL());
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a file: " + anchor, e);
        }
    }

    private static List<Student> added(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            List<Student> students = new ArrayList<>();
            for (Path file : entryFiles(folder)) {
                ModelEntry read = read(name(file.getFileName().toString()), Files.readAllBytes(file), file.toString());
                students.add(new Student.Added(read, folder.resolve(fileOf(read))));
            }
            return students;
        } catch (IOException e) {
            throw new ZooException("cannot read the students in " + folder + ": " + e, e);
        }
    }

    private static List<Path> entryFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENTRY_SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ENTRY_SUFFIX.length());
    }

    private static ModelEntry read(String name, byte[] json, String location) {
        try {
            ModelEntry entry = Manifest.mapper().readValue(json, ModelEntry.class);
            if (!entry.name().equals(name)) {
                throw new ZooException("the student's entry " + location + " contains the name " + entry.name()
                        + "; name the file after the student");
            }
            return entry;
        } catch (JacksonException e) {
            throw new ZooException(
                    "cannot read the student's entry " + location + ": " + e.getOriginalMessage()
                            + "; delete it, or add the student again by 'vestibule gate --add'",
                    e);
        } catch (IOException e) {
            throw new ZooException("cannot read the student's entry " + location + ": " + e, e);
        }
    }

    private static String fileOf(ModelEntry entry) {
        String file = entry.name() + ".onnx";
        if (entry.recipe() instanceof ModelRecipe.Trained trained
                && trained.file().equals(file)) {
            return file;
        }
        throw new ZooException("the student " + entry.name()
                + " must have the recipe {\"kind\": \"trained\", \"file\": \"" + file + "\"}");
    }

    /** Checks everything that the runtime relies on. */
    static void check(ModelEntry entry, Manifest manifest) {
        String name = entry.name();
        ModelCard card = entry.card();
        checkName(name, manifest);
        require(CHECKSUM.matcher(entry.sha256()).matches(), name, "its sha256 must have 64 hexadecimal digits");
        require(card.role() == Role.EMBEDDER, name, "its role must be EMBEDDER");
        require(
                card.operatingPoints().stream().anyMatch(point -> point.falseMatchRate() <= REQUIRED_FALSE_MATCH_RATE),
                name,
                "it has no threshold for a false match rate of " + REQUIRED_FALSE_MATCH_RATE + " or less");
        Provenance provenance = card.provenance()
                .orElseThrow(() -> refused(name, "its card has no key \"descent\", and so no licence chain"));
        card.space().ifPresent(space -> checkSpace(entry, provenance, space, manifest));
    }

    private static void checkSpace(ModelEntry entry, Provenance provenance, String space, Manifest manifest) {
        String name = entry.name();
        ModelEntry shared = manifest.models().stream()
                .filter(model -> model.name().equals(space) && model.card().role() == Role.EMBEDDER)
                .findFirst()
                .orElseThrow(() -> refused(name, "there is no embedder '" + space + "' whose space it could share"));
        int dimension = entry.card().dimension();
        require(
                shared.card().dimension() == dimension,
                name,
                "its embeddings have " + dimension + " numbers, but those of " + space + " have "
                        + shared.card().dimension());
        require(
                provenance.teacher().equals(space),
                name,
                "it can only share its teacher's space, not that of " + space);
        require(
                provenance.teacherId().equals(shared.sha256()),
                name,
                "its teacher was another " + space + " (" + provenance.teacherId()
                        + ") than the one of this zoo; train it again");
    }

    /** @throws ZooException if a student cannot have this name */
    public static void checkName(String name, Manifest manifest) {
        require(NAME.matcher(name).matches(), name, NAME_RULE);
        require(
                manifest.models().stream().noneMatch(model -> model.name().equals(name))
                        && manifest.ensembles().stream()
                                .noneMatch(one -> one.name().equals(name)),
                name,
                "the zoo already has a model of that name");
    }

    private static void require(boolean condition, String name, String reason) {
        if (!condition) {
            throw refused(name, reason);
        }
    }

    private static ZooException refused(String name, String reason) {
        return new ZooException("the student " + name + " is refused: " + reason);
    }
}
