package io.vestibule.service.publish;

import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.schemas.Encoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pictures from files, sent as they are: what is no picture is for the watch to find, not for the publisher. */
final class ImageFiles implements PictureSource {
    private final List<Path> files;
    private final Duration gap;
    private int position;

    ImageFiles(List<Path> files, double framesPerSecond) {
        this.files = files;
        this.gap = Duration.ofNanos(Math.round(1e9 / framesPerSecond));
    }

    @Override
    public Optional<EncodedPicture> next() {
        if (position == files.size()) {
            return Optional.empty();
        }
        Path file = files.get(position);
        Duration at = gap.multipliedBy(position);
        position++;
        return Optional.of(read(file, at));
    }

    @Override
    public Duration gap() {
        return gap;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public void close() {
        // Each file is closed as soon as it is read.
    }

    private static EncodedPicture read(Path file, Duration at) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int width = 0;
            int height = 0;
            try {
                EncodedImage image = EncodedImage.of(ByteBuffer.wrap(bytes), Long.MAX_VALUE);
                width = image.width();
                height = image.height();
            } catch (BadImageException unknown) {
                // Width and height are a courtesy; zero says that they are not known.
            }
            return new EncodedPicture(file.toString(), encodingOf(file), width, height, bytes, at);
        } catch (IOException failure) {
            throw new SourceException("picture " + file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static Encoding encodingOf(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? Encoding.PNG : Encoding.JPEG;
    }
}
