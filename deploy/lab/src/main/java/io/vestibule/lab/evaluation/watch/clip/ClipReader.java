package io.vestibule.lab.evaluation.watch.clip;

import io.vestibule.lab.evaluation.watch.clip.Clip.Shot;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.service.publish.EncodedPicture;
import io.vestibule.service.publish.PictureSource;
import io.vestibule.service.publish.SourceAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where clips come from: a video, a folder of pictures, a folder of videos of one camera (played one after the other, in the
 * order of their names), a scene composed of photographs, {@code scene:NAME}, or any of the first three with visitors sent in,
 * {@code visited:SOURCE}.
 */
public final class ClipReader {

    static final String SCENE = "scene:";

    static final String VISITED = "visited:";

    private static final Pattern VIDEO = Pattern.compile(".*\\.(mp4|mkv|mpe?g|avi|mov|webm)");
    private static final Pattern PICTURE = Pattern.compile(".*\\.(jpe?g|png)");

    private final Path directory;
    private final double framesPerSecond;
    private final ComposedScenes compositions;
    private final ClipVisitorOverlay company;

    /**
     * @param directory what relative paths start from
     * @param framesPerSecond the most that is taken of each second; the pace of pictures that have no time of their own
     */
    public ClipReader(Path directory, double framesPerSecond, ComposedScenes compositions, ClipVisitorOverlay company) {
        this.directory = directory;
        this.framesPerSecond = framesPerSecond;
        this.compositions = compositions;
        this.company = company;
    }

    /** Reads all of it into memory. */
    public Clip clip(String source) {
        if (source.startsWith(SCENE)) {
            Duration gap = Duration.ofNanos(Math.round(1e9 / framesPerSecond));
            return clip(source, compositions.compose(source.substring(SCENE.length()), gap));
        }
        if (source.startsWith(VISITED)) {
            String visited = source.substring(VISITED.length());
            return clip(VISITED + name(visited), company.send(read(visited)));
        }
        return clip(name(source), read(source));
    }

    private List<Shot> read(String source) {
        List<Shot> shots = new ArrayList<>();
        for (String part : parts(source)) {
            append(shots, part);
        }
        if (shots.isEmpty()) {
            throw new ClipException("source " + source + " has no picture");
        }
        return shots;
    }

    private void append(List<Shot> shots, String part) {
        SourceAddress source = SourceAddress.of(part, directory);
        if (source instanceof SourceAddress.Video video && video.live()) {
            throw new ClipException("source " + part + " has no end; record it first");
        }
        try (PictureSource pictures = source.open(OptionalDouble.of(framesPerSecond))) {
            Duration start = shots.isEmpty()
                    ? Duration.ZERO
                    : shots.get(shots.size() - 1).at().plus(pictures.interval());
            Optional<Duration> first = Optional.empty();
            Optional<EncodedPicture> next = pictures.next();
            while (next.isPresent()) {
                Duration at = next.get().at();
                first = first.or(() -> Optional.of(at));
                shots.add(new Shot(next.get().bytes(), start.plus(at).minus(first.get())));
                next = pictures.next();
            }
        }
    }

    private List<String> parts(String source) {
        Path path = directory.resolve(source);
        if (!Files.isDirectory(path)) {
            return List.of(source);
        }
        List<String> videos = named(path, VIDEO);
        if (!videos.isEmpty() && !named(path, PICTURE).isEmpty()) {
            throw new ClipException("folder " + source + " holds pictures and videos; which are meant?");
        }
        return videos.isEmpty() ? List.of(source) : videos;
    }

    private static List<String> named(Path folder, Pattern pattern) {
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(Path::toString)
                    .filter(name ->
                            pattern.matcher(name.toLowerCase(Locale.ROOT)).matches())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new ClipException("folder " + folder + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static String name(String source) {
        Path file = Path.of(source).getFileName();
        String name = file == null ? source : file.toString();
        return name.replaceFirst("\\.[A-Za-z0-9]{1,4}$", "");
    }

    private static Clip clip(String name, List<Shot> shots) {
        if (shots.isEmpty()) {
            throw new ClipException("source " + name + " has no picture");
        }
        try {
            EncodedImage first =
                    EncodedImage.of(ByteBuffer.wrap(shots.get(0).encoded()), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
            return new Clip(name, first.width(), first.height(), shots);
        } catch (BadImageException bad) {
            throw new ClipException("the first picture of " + name + " is none: " + bad.getMessage(), bad);
        }
    }
}
