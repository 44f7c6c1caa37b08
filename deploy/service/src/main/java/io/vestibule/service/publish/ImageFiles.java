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
import java.util.Optional;
import java.util.OptionalLong;

/** Image files, sent unchanged. Files that are no pictures, or too large, are counted and left out. */
final class ImageFiles implements PictureSource {
    private static final byte FIRST_BYTE_OF_PNG = (byte) 0x89;

    private final List<Path> files;
    private final Duration interval;
    private final int largest;
    private final PictureCounts counts;
    private int position;
    private int pictures;

    ImageFiles(List<Path> files, ReadingOptions options, PictureCounts counts) {
        this.files = files;
        this.interval = Duration.ofNanos(
                Math.round(1e9 / options.framesPerSecond().orElse(SourceAddress.DEFAULT_FRAMES_PER_SECOND)));
        this.largest = options.largestPicture();
        this.counts = counts;
    }

    @Override
    public Optional<EncodedPicture> next() {
        while (position < files.size()) {
            Optional<EncodedPicture> picture = read(files.get(position));
            position++;
            if (picture.isPresent()) {
                pictures++;
                return picture;
            }
        }
        return Optional.empty();
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

    private Optional<EncodedPicture> read(Path file) {
        counts.addFile();
        try {
            long size = Files.size(file);
            if (size > largest) {
                counts.addTooLarge("%s with %,d bytes".formatted(file, size));
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            EncodedImage image = EncodedImage.of(ByteBuffer.wrap(bytes), Long.MAX_VALUE);
            Encoding encoding = bytes[0] == FIRST_BYTE_OF_PNG ? Encoding.PNG : Encoding.JPEG;
            return Optional.of(new EncodedPicture(
                    encoding,
                    image.width(),
                    image.height(),
                    bytes,
                    interval.multipliedBy(pictures),
                    OptionalLong.empty(),
                    false));
        } catch (BadImageException bad) {
            counts.addUnreadable(file + ": " + bad.getMessage());
            return Optional.empty();
        } catch (IOException failure) {
            throw new SourceException("cannot read picture " + file + ": " + failure.getMessage(), failure);
        }
    }
}
