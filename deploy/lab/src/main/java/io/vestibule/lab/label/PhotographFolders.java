package io.vestibule.lab.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lists JPEG and PNG files by their names. The images of a folder itself have no identity. Those of a sub-folder have its name as
 * identity. Sub-folders with the same name mean the same person in all folders, in any Unicode normalisation. Hidden files and
 * folders are ignored.
 */
public final class PhotographFolders {

    private static final Pattern IMAGE = Pattern.compile("[^.].*\\.(jpe?g|png)", Pattern.DOTALL);

    /** Java's replacement for bytes that are not text in the locale's encoding. */
    private static final char REPLACEMENT = '\uFFFD';

    private final List<Photograph> found = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private PhotographFolders() {}

    /**
     * The images of all folders: folder by folder as given, in each first its own images and then those of its sub-folders, sorted by
     * name. The order depends on names only.
     *
     * @throws LabelException if a folder is missing, cannot be listed, or contains no image
     */
    public static List<Photograph> read(List<Path> folders) {
        PhotographFolders reader = new PhotographFolders();
        folders.forEach(reader::add);
        return List.copyOf(reader.found);
    }

    private void add(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new LabelException(
                    folder + ": not a folder; name a folder with images, or with a sub-folder for each person");
        }
        int before = found.size();
        String name = uniqueName(folder);
        try {
            for (Path image : sorted(folder, PhotographFolders::isImage)) {
                found.add(new Photograph(image, name, validName(image), Optional.empty()));
            }
            for (Path person : sorted(folder, PhotographFolders::isFolder)) {
                for (Path image : sorted(person, PhotographFolders::isImage)) {
                    String personName = validName(person);
                    String identity = Normalizer.normalize(personName, Normalizer.Form.NFC);
                    found.add(new Photograph(image, name, personName + "/" + validName(image), Optional.of(identity)));
                }
            }
        } catch (IOException failure) {
            throw new LabelException(folder + ": cannot be listed: " + failure, failure);
        }
        if (found.size() == before) {
            throw new LabelException(
                    folder + ": no image (JPEG, PNG) in the folder or its sub-folders; name another folder");
        }
    }

    /** The name of the folder, with a number if another folder has the same name. */
    private String uniqueName(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String name = last == null ? "images" : last.toString();
        String unique = name;
        for (int number = 2; !names.add(unique); number++) {
            unique = name + "-" + number;
        }
        return unique;
    }

    /** The name of a file or folder. It must be one line of text, because it is used as identity and in lists. */
    private static String validName(Path file) {
        String name = file.getFileName().toString();
        // Several such names would be read as the same name.
        if (name.indexOf(REPLACEMENT) >= 0) {
            throw new LabelException(
                    file
                            + ": the name cannot be read in this locale; start the program with LC_ALL=C.UTF-8, or rename the file");
        }
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new LabelException(
                    file + ": the name is blank or contains a control character such as a line break; rename it");
        }
        return name;
    }

    private static boolean isImage(Path file) {
        return IMAGE.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT))
                        .matches()
                && Files.isRegularFile(file);
    }

    private static boolean isFolder(Path file) {
        return Files.isDirectory(file) && !file.getFileName().toString().startsWith(".");
    }

    private static List<Path> sorted(Path folder, Predicate<Path> filter) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(filter)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }
}
