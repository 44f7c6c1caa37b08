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

/** The argument of {@code --source}: image files, a video, a stream or a device. */
public sealed interface SourceAddress {
    /** Frame rate of image files. */
    double DEFAULT_FRAMES_PER_SECOND = 5;

    /** Opens the source at its start. */
    PictureSource open(OptionalDouble framesPerSecond);

    /** Image files in this order. */
    record Images(List<Path> files) implements SourceAddress {
        @Override
        public PictureSource open(OptionalDouble framesPerSecond) {
            return new ImageFiles(files, framesPerSecond.orElse(DEFAULT_FRAMES_PER_SECOND));
        }
    }

    /**
     * A video or stream that FFmpeg can read.
     *
     * @param address path or URL
     * @param format FFmpeg's name of the input format; empty for automatic detection
     * @param live whether it is a camera and not a recording
     */
    record Video(String address, Optional<String> format, boolean live) implements SourceAddress {
        @Override
        public PictureSource open(OptionalDouble framesPerSecond) {
            // VideoGrabber loads FFmpeg's native library, so only this line refers to it.
            try {
                return VideoGrabber.open(this, framesPerSecond);
            } catch (LinkageError foreign) {
                throw new SourceException(
                        "cannot read video: this jar was built for another platform; build it on this machine",
                        foreign);
            }
        }
    }

    /**
     * Parses the argument: a folder or file of pictures, a video file, the URL of a stream, or a device.
     *
     * @throws SourceException if the file does not exist, or the folder contains no pictures
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
            throw new SourceException("source " + text + " is not a readable file or folder, a URL or a device");
        }
        return isPicture(path) ? new Images(List.of(path)) : new Video(path.toString(), Optional.empty(), false);
    }

    private static List<Path> picturesIn(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            List<Path> pictures =
                    content.filter(SourceAddress::isPicture).sorted().toList();
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

    /** Patterns of addresses and file names. */
    final class Names {
        private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]+://");
        private static final Pattern LIVE = Pattern.compile("(rtsps?|rtmps?|udp|srt)://");
        private static final Pattern PICTURE = Pattern.compile(".*\\.(jpe?g|png)");

        private Names() {}
    }
}
