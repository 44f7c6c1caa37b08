package io.vestibule.lab.evaluation.watch.clip;

import io.vestibule.lab.evaluation.watch.clip.Clip.Shot;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.publish.EncodedPicture;
import io.vestibule.service.publish.PictureCounts;
import io.vestibule.service.publish.PictureSource;
import io.vestibule.service.publish.ReadingOptions;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads clips into memory. A source is one of these:
 *
 * <ul>
 *   <li>a video;
 *   <li>a folder of pictures;
 *   <li>a folder of videos of one camera, which are played one after the other in the order of their names;
 *   <li>{@code scene:NAME}, a scene composed of photographs;
 *   <li>{@code visited:SOURCE}, one of the first three with visitors drawn into it.
 * </ul>
 */
public final class ClipReader {

    static final String SCENE = "scene:";

    static final String VISITED = "visited:";

    private static final Pattern VIDEO = Pattern.compile(".*\\.(mp4|mkv|mpe?g|avi|mov|webm)");
    private static final Pattern PICTURE = Pattern.compile(".*\\.(jpe?g|png)");

    private final Path directory;
    private final double framesPerSecond;
    private final ComposedScenes scenes;
    private final ClipVisitorOverlay visitors;

    /**
     * @param directory base of relative paths
     * @param framesPerSecond highest rate of frames; rate of pictures without a time
     */
    public ClipReader(Path directory, double framesPerSecond, ComposedScenes scenes, ClipVisitorOverlay visitors) {
        this.directory = directory;
        this.framesPerSecond = framesPerSecond;
        this.scenes = scenes;
        this.visitors = visitors;
    }

    /** @throws ClipException if the source cannot be used */
    public Clip clip(String source) {
        if (source.startsWith(SCENE)) {
            Duration gap = Duration.ofNanos(Math.round(1e9 / framesPerSecond));
            return clip(source, scenes.compose(source.substring(SCENE.length()), gap));
        }
        if (source.startsWith(VISITED)) {
            String visited = source.substring(VISITED.length());
            return clip(VISITED + name(visited), visitors.addTo(read(visited)));
        }
        return clip(name(source), read(source));
    }

    private List<Shot> read(String source) {
        List<Shot> shots = new ArrayList<>();
        for (String part : parts(source)) {
            append(shots, part);
        }
        if (shots.isEmpty()) {
            throw new ClipException("source " + source + " has no pictures");
        }
        return shots;
    }

    private void append(List<Shot> shots, String part) {
        SourceAddress source = SourceAddress.of(part, directory);
        if (source instanceof SourceAddress.Video video && video.live()) {
            throw new ClipException("source " + video.shown() + " is a live stream; record it to a file first");
        }
        ReadingOptions options = ReadingOptions.atRate(framesPerSecond);
        try (StopSignal never = StopSignal.manual();
                PictureSource pictures = source.open(options, new PictureCounts(), never)) {
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
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClipException("reading source " + source.shown() + " was interrupted", interrupted);
        }
    }

    private List<String> parts(String source) {
        Path path = directory.resolve(source);
        if (!Files.isDirectory(path)) {
            return List.of(source);
        }
        List<String> videos = named(path, VIDEO);
        if (!videos.isEmpty() && !named(path, PICTURE).isEmpty()) {
            throw new ClipException("folder " + source + " contains pictures and videos; separate them");
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
            throw new ClipException("source " + name + " has no pictures");
        }
        try {
            EncodedImage first =
                    EncodedImage.of(ByteBuffer.wrap(shots.get(0).encoded()), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
            return new Clip(name, first.width(), first.height(), shots);
        } catch (BadImageException bad) {
            throw new ClipException("the first picture of " + name + " cannot be read: " + bad.getMessage(), bad);
        }
    }
}
