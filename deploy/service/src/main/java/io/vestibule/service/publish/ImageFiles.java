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

/** Image files, sent unchanged and unchecked. The watch topology rejects files that are not images. */
final class ImageFiles implements PictureSource {
    private final List<Path> files;
    private final Duration interval;
    private int position;

    ImageFiles(List<Path> files, double framesPerSecond) {
        this.files = files;
        this.interval = Duration.ofNanos(Math.round(1e9 / framesPerSecond));
    }

    @Override
    public Optional<EncodedPicture> next() {
        if (position == files.size()) {
            return Optional.empty();
        }
        Path file = files.get(position);
        Duration at = interval.multipliedBy(position);
        position++;
        return Optional.of(read(file, at));
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public void close() {
        // Each file is closed directly after reading.
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
                // Width and height are optional; 0 means unknown.
            }
            return new EncodedPicture(file.toString(), encodingOf(file), width, height, bytes, at);
        } catch (IOException failure) {
            throw new SourceException("cannot read picture " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static Encoding encodingOf(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? Encoding.PNG : Encoding.JPEG;
    }
}
