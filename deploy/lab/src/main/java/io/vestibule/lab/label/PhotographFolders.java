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
 * Finds JPEG and PNG files, by name: a folder's own belong to nobody, those of a sub-folder to the person it is named after.
 * Sub-folders of one name, in whichever folders, are one person's, however its accents are encoded. Hidden files and folders
 * are left alone.
 */
public final class PhotographFolders {
    private static final Pattern IMAGE = Pattern.compile("[^.].*\\.(jpe?g|png)", Pattern.DOTALL);

    private static final char UNREADABLE = '\uFFFD';

    private final List<Photograph> found = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private PhotographFolders() {}

    /**
     * The images of all folders: folder by folder as given, in each first its own and then its sub-folders', by name. The order
     * depends on names only.
     *
     * @throws LabelException if a folder is missing or cannot be listed, or there is no image in it
     */
    public static List<Photograph> read(List<Path> folders) {
        PhotographFolders reading = new PhotographFolders();
        folders.forEach(reading::add);
        return List.copyOf(reading.found);
    }

    private void add(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new LabelException(
                    "no folder " + folder + ": --images names a folder with images, or with a sub-folder a person");
        }
        int before = found.size();
        String name = nameOf(folder);
        try {
            for (Path image : sorted(folder, PhotographFolders::isImage)) {
                found.add(new Photograph(image, name, checkedName(image), Optional.empty()));
            }
            for (Path own : sorted(folder, PhotographFolders::isFolder)) {
                for (Path image : sorted(own, PhotographFolders::isImage)) {
                    String written = checkedName(own);
                    String identity = Normalizer.normalize(written, Normalizer.Form.NFC);
                    found.add(new Photograph(image, name, written + "/" + checkedName(image), Optional.of(identity)));
                }
            }
        } catch (IOException failure) {
            throw new LabelException("the images of " + folder + " cannot be listed: " + failure, failure);
        }
        if (found.size() == before) {
            throw new LabelException("no image (JPEG, PNG) in " + folder + " nor in its sub-folders");
        }
    }

    /** The folder's own name; with a number behind it where another folder has that name, too. */
    private String nameOf(Path folder) {
        Path own = folder.toAbsolutePath().normalize().getFileName();
        String name = own == null ? "images" : own.toString();
        String free = name;
        for (int number = 2; !names.add(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    /** The name of a file or a folder: as a person's, and in lists, it must be one line of text. */
    private static String checkedName(Path file) {
        String name = file.getFileName().toString();
        // What is no text in the locale's encoding is read as this character, and many names then as one.
        if (name.indexOf(UNREADABLE) >= 0) {
            throw new LabelException("the name of " + file
                    + " cannot be read in this locale: start the program with LC_ALL=C.UTF-8, or rename it");
        }
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new LabelException("the name of " + file + " is blank or holds a line break or the like: rename it");
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

    private static List<Path> sorted(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }
}
