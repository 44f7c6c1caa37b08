package io.vestibule.models.internal.opencv;

import static io.vestibule.models.TestPictures.encoded;
import static io.vestibule.models.TestPictures.jpeg;
import static io.vestibule.models.TestPictures.progressiveJpeg;
import static io.vestibule.models.TestPictures.with;
import static io.vestibule.models.TestPictures.withZeros;
import static io.vestibule.models.TestPictures.withoutPacket;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.internal.memory.BufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native code writes to the standard error of its process, past Java's. So this test decodes in a process of its own. */
@Tag("slow")
class DecoderOutputTest {

    private static final int DAMAGED_COPIES = 300;

    @TempDir
    private Path folder;

    @Test
    void shouldPrintNothingWhenImagesAreDamagedOrUnusual() throws Exception {
        // Given
        List<byte[]> originals =
                List.of(jpeg(333, 217), progressiveJpeg(333, 217), encoded("png", 61, 47), encoded("gif", 61, 47));
        List<byte[]> files = new ArrayList<>(originals);
        Random random = new Random(1);
        for (byte[] original : originals) {
            files.add(withoutPacket(original, 200));
            files.add(withZeros(original, 200));
            files.add(with(original, original.length - 2, (byte) 1, (byte) 2, (byte) 3));
            for (int i = 0; i < DAMAGED_COPIES; i++) {
                byte[] changed = original.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                files.add(changed);
            }
        }
        for (int i = 0; i < files.size(); i++) {
            Files.write(folder.resolve("picture" + i), files.get(i));
        }

        // When
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Decoding.class.getName(),
                        folder.toString())
                .redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        // Then
        assertThat(process.waitFor()).isZero();
        assertThat(errors).isEmptyFile();
    }

    /** Decodes every picture of a folder. */
    static final class Decoding {

        private Decoding() {}

        public static void main(String[] arguments) throws IOException {
            OpenCvDecoder decoder = new OpenCvDecoder(new BufferPool());
            try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
                for (Path file : files.filter(path -> path.toString().contains("picture"))
                        .toList()) {
                    decode(decoder, Files.readAllBytes(file));
                }
            }
        }

        private static void decode(OpenCvDecoder decoder, byte[] file) {
            try {
                EncodedImage image = EncodedImage.ofPhotograph(ByteBuffer.wrap(file), 1_000_000);
                decoder.decode(image, 100, 100).close();
            } catch (BadImageException expected) {
                // Most of the pictures are damaged.
            }
        }
    }
}
