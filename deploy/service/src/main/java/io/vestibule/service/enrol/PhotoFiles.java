package io.vestibule.service.enrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The photographs of files and folders, in the order of their names. Files of a folder that cannot be photographs are skipped and
 * counted. A file that the caller names is never skipped.
 */
public final class PhotoFiles {
    private static final Pattern PICTURE = Pattern.compile(".+\\.(jpe?g|png|hei[cf]|webp|avif|tiff?|bmp|gif)");

    private final Path directory;
    private final List<PhotoFile> photos = new ArrayList<>();
    private int hidden;
    private int empty;
    private int others;

    private PhotoFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * The photographs of one subject.
     *
     * @param paths files, and folders of files
     * @param directory directory of relative paths
     * @throws NoSuchFileException if one of the paths does not exist
     */
    public static PhotoFiles ofSubject(String subject, List<Path> paths, Path directory) throws IOException {
        PhotoFiles files = new PhotoFiles(directory);
        for (Path path : paths) {
            files.add(subject, path);
        }
        return files;
    }

    /**
     * The photographs of a folder with one sub-folder or one file for each subject. The name, without the ending of a file, is the id
     * of the subject.
     *
     * @param directory directory of a relative path
     * @throws IOException if the folder cannot be read
     */
    public static PhotoFiles bySubject(Path folder, Path directory) throws IOException {
        PhotoFiles files = new PhotoFiles(directory);
        for (Path path : files.content(folder)) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(directory.resolve(path))) {
                if (isHidden(path)) {
                    files.hidden++;
                } else {
                    files.addFolder(name, path);
                }
            } else {
                files.addIfPicture(name.replaceFirst("\\.[^.]*$", ""), path);
            }
        }
        return files;
    }

    /** The photographs, in the order in which they are sent. */
    public List<PhotoFile> photos() {
        return List.copyOf(photos);
    }

    /** Number of skipped files of folders. */
    public int skipped() {
        return hidden + empty + others;
    }

    /** The numbers of skipped files by reason, for people. */
    public String skippedText() {
        return "%d skipped: %d hidden, %d empty, %d that are no pictures".formatted(skipped(), hidden, empty, others);
    }

    private void add(String subject, Path path) throws IOException {
        Path file = directory.resolve(path);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(path.toString());
        }
        if (Files.isDirectory(file)) {
            addFolder(subject, path);
        } else {
            photos.add(new PhotoFile(subject, path.toString(), file));
        }
    }

    private void addFolder(String subject, Path folder) throws IOException {
        for (Path path : content(folder)) {
            addIfPicture(subject, path);
        }
    }

    private void addIfPicture(String subject, Path path) throws IOException {
        Path file = directory.resolve(path);
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (isHidden(path)) {
            hidden++;
        } else if (!Files.isRegularFile(file) || !PICTURE.matcher(name).matches()) {
            others++;
        } else if (Files.size(file) == 0) {
            empty++;
        } else {
            photos.add(new PhotoFile(subject, path.toString(), file));
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private List<Path> content(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(directory.resolve(folder))) {
            return content.map(file -> folder.resolve(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
