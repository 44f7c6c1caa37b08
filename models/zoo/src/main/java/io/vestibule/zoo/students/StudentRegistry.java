package io.vestibule.zoo.students;

import com.fasterxml.jackson.core.JacksonException;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.ModelCard.Role;
import io.vestibule.zoo.prepare.ModelRecipe;
import java.io.IOException;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The trained models: those that this release ships, and those that were added to a cache. Each is two files of one name,
 * {@code half.json} with its entry, whose checksum pins {@code half.onnx}.
 */
public final class StudentRegistry {
    /** Where a door's false match rate is looked up; a student that was not measured there cannot serve one. */
    static final double STRICT_ENOUGH = 1e-4;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final String NAMING = "a name is up to 40 small letters, digits and hyphens, a letter first";

    private static final String ENTRY = ".json";
    private static final String RESOURCES = "/io/vestibule/zoo/students";

    /** A resource that is always there, to find the folder by, in a jar as well as on disk. */
    private static final String ANCHOR = RESOURCES + "/README.md";

    private final Map<String, Student> byName;

    private StudentRegistry(Map<String, Student> byName) {
        this.byName = byName;
    }

    public static StudentRegistry none() {
        return new StudentRegistry(Map.of());
    }

    /**
     * @param shipped those of the release
     * @param folder  of added students; need not exist
     * @throws ZooException naming the first file that cannot be used
     */
    public static StudentRegistry of(List<Student> shipped, Path folder, Manifest manifest) {
        Map<String, Student> byName = new LinkedHashMap<>();
        shipped.forEach(student -> byName.put(student.entry().name(), student));
        for (var added : added(folder)) {
            var name = added.entry().name();
            var known = byName.putIfAbsent(name, added);
            if (known != null && !known.entry().sha256().equals(added.entry().sha256())) {
                throw new ZooException("the student " + name + " in " + folder
                        + " is another one than this release ships under that name: delete or rename it");
            }
        }
        byName.values().forEach(student -> check(student.entry(), manifest));
        return new StudentRegistry(byName);
    }

    public Optional<Student> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<ModelEntry> entries() {
        return byName.values().stream().map(Student::entry).toList();
    }

    /** Those of this release. */
    public static List<Student> shipped() {
        List<Student> students = new ArrayList<>();
        for (var entry : resources()) {
            try (var in = entry.openStream()) {
                var read = read(name(entry.getPath()), in.readAllBytes(), "of this release");
                var file = StudentRegistry.class.getResource(RESOURCES + "/" + fileOf(read));
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
        var anchor =
                Objects.requireNonNull(StudentRegistry.class.getResource(ANCHOR), "the students' folder is in the jar");
        try {
            if (anchor.openConnection() instanceof JarURLConnection connection) {
                var folder = connection
                        .getEntryName()
                        .substring(0, connection.getEntryName().lastIndexOf('/') + 1);
                List<URL> found = new ArrayList<>();
                for (var name : connection.getJarFile().stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(folder) && name.endsWith(ENTRY))
                        .sorted()
                        .toList()) {
                    found.add(Objects.requireNonNull(StudentRegistry.class.getResource("/" + name), name));
                }
                return found;
            }
            List<URL> found = new ArrayList<>();
            for (var file : entries(Path.of(anchor.toURI()).resolveSibling(""))) {
                found.add(file.toUri().toURL());
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(anchor.toString(), impossible);
        }
    }

    private static List<Student> added(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            List<Student> students = new ArrayList<>();
            for (var file : entries(folder)) {
                var read = read(name(file.getFileName().toString()), Files.readAllBytes(file), file.toString());
                students.add(new Student.Added(read, folder.resolve(fileOf(read))));
            }
            return students;
        } catch (IOException e) {
            throw new ZooException("the students in " + folder + " cannot be read: " + e, e);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENTRY))
                    .sorted()
                    .toList();
        }
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ENTRY.length());
    }

    private static ModelEntry read(String name, byte[] json, String where) {
        try {
            var entry = Manifest.json().readValue(json, ModelEntry.class);
            if (!entry.name().equals(name)) {
                throw new ZooException("the student's entry " + where + " is called " + name + " but says "
                        + entry.name() + ": name the file after the student");
            }
            return entry;
        } catch (JacksonException e) {
            throw new ZooException(
                    "the student's entry " + where + " cannot be read: " + e.getOriginalMessage()
                            + "; delete it, or add the student again by 'vestibule gate --add'",
                    e);
        } catch (IOException e) {
            throw new ZooException("the student's entry " + where + " cannot be read: " + e, e);
        }
    }

    private static String fileOf(ModelEntry entry) {
        var file = entry.name() + ".onnx";
        if (entry.recipe() instanceof ModelRecipe.Trained trained
                && trained.file().equals(file)) {
            return file;
        }
        throw new ZooException("the student " + entry.name()
                + " must have the recipe {\"kind\": \"trained\", \"file\": \"" + file + "\"}");
    }

    /** What the runtime relies on. */
    static void check(ModelEntry entry, Manifest manifest) {
        var name = entry.name();
        var card = entry.card();
        checkName(name, manifest);
        require(entry.sha256().matches("[0-9a-f]{64}"), name, "its sha256 must be 64 hexadecimal digits");
        require(card.role() == Role.EMBEDDER, name, "a student is an embedder");
        require(
                card.operatingPoints().stream().anyMatch(point -> point.falseMatchRate() <= STRICT_ENOUGH),
                name,
                "no threshold was measured for a false match rate of " + STRICT_ENOUGH + " or less");
        var descent = card.descent().orElse(null);
        require(descent != null, name, "its card has no descent, and so no licence chain");
        var space = card.space().orElse(null);
        if (space == null || descent == null) {
            return;
        }
        var shared = manifest.models().stream()
                .filter(model -> model.name().equals(space) && model.card().role() == Role.EMBEDDER)
                .findFirst()
                .orElse(null);
        require(shared != null, name, "its card names the space of '" + space + "', and there is no such embedder");
        if (shared == null) {
            return;
        }
        require(
                shared.card().dimension() == card.dimension(),
                name,
                "it gives " + card.dimension() + " numbers, and the space of " + space + " has "
                        + shared.card().dimension());
        require(descent.teacher().equals(space), name, "a student shares its teacher's space, not that of " + space);
        require(
                descent.teacherId().equals(shared.sha256()),
                name,
                "it was taught by another " + space + " (" + descent.teacherId()
                        + ") than this zoo has: train it anew");
    }

    /** @throws ZooException if a student cannot be called that */
    public static void checkName(String name, Manifest manifest) {
        require(NAME.matcher(name).matches(), name, NAMING);
        require(
                manifest.models().stream().noneMatch(model -> model.name().equals(name))
                        && manifest.ensembles().stream()
                                .noneMatch(one -> one.name().equals(name)),
                name,
                "the zoo has a model of that name already");
    }

    private static void require(boolean holds, String name, String complaint) {
        if (!holds) {
            throw new ZooException("the student " + name + " is refused: " + complaint);
        }
    }
}
