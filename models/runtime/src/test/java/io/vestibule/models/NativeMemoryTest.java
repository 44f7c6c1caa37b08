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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Native memory that nobody frees shows nowhere but in the size of the process, so that is what is looked at. The build starts
 * the tests with a heap that is resident from the beginning, so that garbage does not count.
 */
class NativeMemoryTest {

    private static final Path STATUS = Path.of("/proc/self/status");

    /** Enough to have filled every pool and warmed every allocator. */
    private static final int WARM_UP = 1_000;

    private static final int ROUNDS = 10_000;

    /** One forgotten picture of 320x240 in ten would already be 220 MB, one feature map in ten 290 MB. */
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
    void onlyWhereTheSizeOfTheProcessCanBeRead() {
        assumeThat(STATUS).as("this system does not say how large a process is").exists();
    }

    @Test
    void shouldNotGrowWhenPicturesAreMadeAndDropped() {
        assertFlat(() -> vision.decoder().decode(image, 320, 240).close());
    }

    @Test
    void shouldNotGrowWhenFeatureMapsAreMadeAndDropped() throws BadImageException {
        try (DecodedImage picture = vision.decoder().decode(image, 320, 240)) {
            assertFlat(() -> vision.detector().stem(List.of(picture)).forEach(FeatureMap::close));
        }
    }

    @Test
    void shouldNotGrowWhenDamagedPicturesAreRefused() {
        EncodedImage damaged = withoutItsEnd(image);
        assertFlat(() -> {
            try {
                vision.decoder().decode(damaged, 1, 1).close();
            } catch (BadImageException expected) {
                assertThat(expected.fault()).isEqualTo(BadImageException.Fault.NOT_AN_IMAGE);
            }
        });
    }

    @Test
    void shouldNotGrowWhenFacesAreReadAndDropped() throws BadImageException {
        List<Detection> face = Photographs.detect(vision, image).subList(0, 1);
        assertFlat(() -> vision.faceReader().read(image, face));
    }

    @Test
    void shouldNotGrowWhenBatchesOfEverySizeAreEmbedded() throws BadImageException {
        AlignedFace face = Photographs.faces(vision, image).get(0).aligned();
        Iterator<Integer> sizes = new Random(1).ints(1, 9).iterator();
        assertFlat(1_000, 100, () -> vision.embedders()
                .get("mobilefacenet")
                .embed(Collections.nCopies(sizes.next(), face)));
    }

    @Test
    void shouldNotGrowWhenAllModelsAreLoadedAndClosed() {
        assertFlat(100, 20, () -> Vision.open(Photographs.ZOO).close());
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

    /** Resident size, once the garbage collector has had its say. */
    private static long megabytes() {
        System.gc();
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EncodedImage withoutItsEnd(EncodedImage image) {
        ByteBuffer cut = image.bytes().duplicate();
        return new EncodedImage(cut.limit(cut.limit() - 2), image.width(), image.height());
    }

    private interface Work {
        void run() throws BadImageException;
    }
}
