package io.vestibule.service.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code --source} names. */
public sealed interface SourceAddress {
    /** Pictures a second from files that have no time of their own. */
    double DEFAULT_FRAMES_PER_SECOND = 5;

    /** Opens it at its beginning. */
    PictureSource open(OptionalDouble framesPerSecond);

    /** Pictures in files, in this order. */
    record Images(List<Path> files) implements SourceAddress {
        @Override
        public PictureSource open(OptionalDouble framesPerSecond) {
            return new ImageFiles(files, framesPerSecond.orElse(DEFAULT_FRAMES_PER_SECOND));
        }
    }

    /**
     * Anything that FFmpeg reads.
     *
     * @param format FFmpeg's name of the input format; empty to let it find out
     * @param live whether it is a camera and not a recording
     */
    record Video(String address, Optional<String> format, boolean live) implements SourceAddress {
        @Override
        public PictureSource open(OptionalDouble framesPerSecond) {
            // The class behind this loads FFmpeg's native library, so it is named nowhere else.
            try {
                return VideoGrabber.open(this, framesPerSecond);
            } catch (LinkageError foreign) {
                throw new SourceException(
                        "this program was built for another kind of machine and reads no video here", foreign);
            }
        }
    }

    /**
     * Finds out what a text names: a folder or file of pictures, a video file, the address of a stream, or a device.
     *
     * @throws SourceException if it names nothing, or a folder without pictures
     */
    static SourceAddress of(String text, Path directory) {
        if (Names.ADDRESS.matcher(text).lookingAt()) {
            return new Video(text, Optional.empty(), Names.LIVE.matcher(text).lookingAt());
        }
        if (text.startsWith("/dev/")) {
            return new Video(text, Optional.of("v4l2"), true);
        }
        Path path = directory.resolve(text);
        if (Files.isDirectory(path)) {
            return new Images(picturesIn(path));
        }
        if (!Files.isReadable(path)) {
            throw new SourceException("no source " + text + ": it is no readable file, folder, address or device");
        }
        return isPicture(path) ? new Images(List.of(path)) : new Video(path.toString(), Optional.empty(), false);
    }

    private static List<Path> picturesIn(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            List<Path> pictures =
                    content.filter(SourceAddress::isPicture).sorted().toList();
            if (pictures.isEmpty()) {
                throw new SourceException("folder " + folder + " has no picture (.jpg, .jpeg or .png)");
            }
            return pictures;
        } catch (IOException failure) {
            throw new SourceException("folder " + folder + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static boolean isPicture(Path path) {
        return Names.PICTURE
                        .matcher(path.getFileName().toString().toLowerCase(Locale.ROOT))
                        .matches()
                && Files.isRegularFile(path);
    }

    /** Patterns of names. */
    final class Names {
        private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]+://");
        private static final Pattern LIVE = Pattern.compile("(rtsps?|rtmps?|udp|srt)://");
        private static final Pattern PICTURE = Pattern.compile(".*\\.(jpe?g|png)");

        private Names() {}
    }
}
