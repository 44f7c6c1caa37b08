package io.vestibule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Native memory that is not freed appears only in the size of the process, so these tests measure this size. The build starts the
 * tests with a resident heap, so that garbage on the heap does not change the size.
 */
@Tag("slow")
class NativeMemoryTest {

    private static final Path STATUS = Path.of("/proc/self/status");

    /** Enough rounds to fill every pool and warm every allocator. */
    private static final int WARM_UP = 1_000;

    private static final int ROUNDS = 10_000;

    /** A leak of one image of 320x240 in ten would be 220 MB, and of one feature map in ten 290 MB. */
    private static final long ALLOWED_MEGABYTES = 48;

    private static Vision vision;
    private static EncodedImage image;

    @BeforeAll
    static void open() throws IOException, BadImageException {
        vision = Vision.open(Photographs.ZOO);
        image = Photographs.resized("sample3", 320, 240);
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    @BeforeEach
    void requireReadableProcessSize() {
        assumeThat(STATUS)
                .as("this system does not report the size of a process")
                .exists();
    }

    @Test
    void shouldNotGrowWhenImagesAreDecodedAndClosed() {
        assertFlat(() -> vision.decoder().decode(image, 320, 240).close());
    }

    @Test
    void shouldNotGrowWhenFeatureMapsAreComputedAndClosed() throws BadImageException {
        try (DecodedImage picture = vision.decoder().decode(image, 320, 240)) {
            assertFlat(() -> vision.detector().stem(List.of(picture)).forEach(FeatureMap::close));
        }
    }

    @Test
    void shouldNotGrowWhenDamagedImagesAreRefused() {
        EncodedImage damaged = withoutEnd(image);
        assertFlat(() -> {
            try {
                vision.decoder().decode(damaged, 1, 1).close();
            } catch (BadImageException expected) {
                assertThat(expected.fault()).isEqualTo(BadImageException.Fault.NOT_AN_IMAGE);
            }
        });
    }

    @Test
    void shouldNotGrowWhenFacesAreAligned() throws BadImageException {
        List<Detection> face = Photographs.detect(vision, image).subList(0, 1);
        assertFlat(() -> vision.faceAligner().align(image, face));
    }

    @Test
    void shouldNotGrowWhenBatchesOfEverySizeAreEmbedded() throws BadImageException {
        AlignedFace face = Photographs.faces(vision, image).get(0).aligned();
        Iterator<Integer> sizes = new Random(1).ints(1, 9).iterator();
        assertFlat(
                300, 50, () -> vision.embedders().get("mobilefacenet").embed(Collections.nCopies(sizes.next(), face)));
    }

    @Test
    void shouldNotGrowWhenAllModelsAreLoadedAndClosed() {
        assertFlat(40, 10, () -> Vision.open(Photographs.ZOO).close());
    }

    private static void assertFlat(Work work) {
        assertFlat(ROUNDS, WARM_UP, work);
    }

    private static void assertFlat(int rounds, int warmUp, Work work) {
        repeat(warmUp, work);
        long before = megabytes();

        repeat(rounds, work);

        assertThat(megabytes() - before)
                .as("megabytes more after %d rounds", rounds)
                .isLessThan(ALLOWED_MEGABYTES);
    }

    private static void repeat(int rounds, Work work) {
        try {
            for (int i = 0; i < rounds; i++) {
                work.run();
            }
        } catch (BadImageException e) {
            throw new AssertionError(e);
        }
    }

    /** Resident size in megabytes after a garbage collection. */
    private static long megabytes() {
        System.gc();
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EncodedImage withoutEnd(EncodedImage image) {
        ByteBuffer cut = image.bytes().duplicate();
        return new EncodedImage(cut.limit(cut.limit() - 2), image.format(), image.width(), image.height());
    }

    private interface Work {
        void run() throws BadImageException;
    }
}
