package io.vestibule.service.publish;

import io.vestibule.service.logging.AddressRedaction;
import io.vestibule.service.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The argument of {@code --source}: image files, a video, a stream or a device. Its text form shows the scheme, host and port of an
 * address, and nothing else: cameras accept passwords in each other part.
 */
public sealed interface SourceAddress {
    /** Frame rate of image files. */
    double DEFAULT_FRAMES_PER_SECOND = 5;

    /**
     * Opens the source at its start. A live source is not opened again when it goes away.
     *
     * @param counts counts pictures that are left out or changed
     * @param stop ends the source, also while it waits
     */
    PictureSource open(ReadingOptions options, PictureCounts counts, StopSignal stop);

    /** The source for messages, without secrets. */
    String shown();

    /** Image files in this order. */
    record Images(List<Path> files) implements SourceAddress {
        public Images {
            files = List.copyOf(files);
        }

        @Override
        public PictureSource open(ReadingOptions options, PictureCounts counts, StopSignal stop) {
            return new ImageFiles(files, options, counts);
        }

        @Override
        public String shown() {
            return files.size() == 1 ? files.get(0).toString() : files.size() + " files";
        }
    }

    /**
     * A video or stream that FFmpeg can read.
     *
     * @param address path or URL
     * @param format FFmpeg's name of the input format; empty for automatic detection
     * @param live whether it is a camera and not a recording. An address that looks like one proves to be a recording if its length
     *     is known after opening
     */
    record Video(String address, Optional<String> format, boolean live) implements SourceAddress {
        @Override
        public PictureSource open(ReadingOptions options, PictureCounts counts, StopSignal stop) {
            return VideoGrabber.open(this, options, counts, stop);
        }

        @Override
        public String shown() {
            return Names.ADDRESS.matcher(address).matches() ? AddressRedaction.of(address) : address;
        }

        @Override
        public String toString() {
            return "Video[" + shown() + "]";
        }
    }

    /**
     * Parses the argument: a folder or file of pictures, a video file, the URL of a stream, or a device.
     *
     * @throws SourceException if the file does not exist, the folder contains no pictures, or an address is malformed
     */
    static SourceAddress of(String text, Path directory) {
        Matcher address = Names.ADDRESS.matcher(text);
        if (address.matches()) {
            return ofAddress(address.group(1).toLowerCase(Locale.ROOT), address.group(2), text, directory);
        }
        if (text.startsWith("/dev/")) {
            return new Video(text, Optional.of("v4l2"), true);
        }
        return ofFile(text, directory);
    }

    /** FFmpeg knows schemes in lower case only. */
    private static SourceAddress ofAddress(String scheme, String rest, String text, Path directory) {
        if (scheme.equals("file")) {
            return ofFile(rest.replaceFirst("^//(localhost)?(?=/)", ""), directory);
        }
        if (!rest.startsWith("//")) {
            throw new SourceException("the address of source " + AddressRedaction.of(text)
                    + " is malformed: write SCHEME://HOST/PATH, such as rtsp://10.0.0.7/stream");
        }
        boolean recording = Names.WEB.matcher(scheme).matches()
                && Names.RECORDING.matcher(rest.split("[?#]", 2)[0]).matches();
        return new Video(scheme + ":" + rest, Optional.empty(), !recording);
    }

    private static SourceAddress ofFile(String text, Path directory) {
        try {
            Path path = directory.resolve(text);
            if (Files.isDirectory(path)) {
                return new Images(picturesIn(path));
            }
            if (!Files.isReadable(path)) {
                throw new SourceException(
                        "source " + shownFile(text) + " is not a readable file or folder, a URL or a device");
            }
            return isPicture(path) ? new Images(List.of(path)) : new Video(path.toString(), Optional.empty(), false);
        } catch (InvalidPathException unmappable) {
            throw new SourceException(
                    "the name of the source has characters that the locale of this process does not have; set LC_ALL=C.UTF-8",
                    unmappable);
        }
    }

    /** An address without its scheme is taken for a file, and may contain a password. */
    private static String shownFile(String text) {
        return Names.PLAIN_FILE.matcher(text).matches() ? text : "(name not shown, it looks like an address)";
    }

    private static List<Path> picturesIn(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            List<Path> pictures = content.filter(SourceAddress::isPicture)
                    .filter(SourceAddress::isVisibleAndNotEmpty)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString(), new NaturalOrder()))
                    .toList();
            if (pictures.isEmpty()) {
                throw new SourceException("folder " + folder + " contains no pictures (.jpg, .jpeg or .png)");
            }
            return pictures;
        } catch (IOException failure) {
            throw new SourceException("cannot read folder " + folder + ": " + failure.getMessage(), failure);
        }
    }

    private static boolean isPicture(Path path) {
        return Names.PICTURE
                        .matcher(path.getFileName().toString().toLowerCase(Locale.ROOT))
                        .matches()
                && Files.isRegularFile(path);
    }

    /** Other systems leave hidden companions of files behind, and interrupted copies leave empty files. */
    private static boolean isVisibleAndNotEmpty(Path picture) {
        try {
            return !picture.getFileName().toString().startsWith(".") && Files.size(picture) > 0;
        } catch (IOException failure) {
            throw new SourceException("cannot read picture " + picture + ": " + failure.getMessage(), failure);
        }
    }

    /** Patterns of addresses and file names. */
    final class Names {
        /** A scheme before a slash or before something that looks like a user: also malformed addresses. */
        private static final Pattern ADDRESS = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]+):(/.*|.*@.*)");

        private static final Pattern WEB = Pattern.compile("https?|s?ftp");
        private static final Pattern RECORDING =
                Pattern.compile("(?i).*\\.(mp4|m4v|mov|mkv|webm|avi|mpe?g|wmv|jpe?g|png)");
        private static final Pattern PICTURE = Pattern.compile(".*\\.(jpe?g|png)");
        private static final Pattern PLAIN_FILE =
                Pattern.compile("(?!\\d{1,3}(\\.\\d{1,3}){3}/)(?![A-Za-z0-9+.-]+//)[^@?&=:;\\\\]*");

        private Names() {}
    }
}
