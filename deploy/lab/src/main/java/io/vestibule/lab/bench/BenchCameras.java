package io.vestibule.lab.bench;

import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * The cameras of a benchmark: one on each partition, so that every thread has the same number. Each camera starts its sequence a
 * little later than the camera before. At any time, the share of cameras with a person in view is therefore that of the loop.
 *
 * @param start capture time of the first picture
 */
record BenchCameras(List<Camera> cameras, Instant start) {

    /** Five pictures a second, as door cameras usually send. */
    static final Duration INTERVAL = Duration.ofMillis(200);

    private static final int COUNT = 8;

    BenchCameras {
        cameras = List.copyOf(cameras);
    }

    /** Cameras for a number of threads. */
    static BenchCameras of(List<FrameSequence> sequences, int threads, Instant start) {
        int count = COUNT * ((threads + COUNT - 1) / COUNT);
        return new BenchCameras(
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            FrameSequence sequence = sequences.get(i % sequences.size());
                            return new Camera(
                                    nameOn(i, count), sequence, sequence.loop().size() * i / count);
                        })
                        .toList(),
                start);
    }

    int size() {
        return cameras.size();
    }

    /** Pictures of each camera until all cameras have learnt their background. */
    int opening() {
        return cameras.stream()
                .mapToInt(camera -> camera.sequence().opening().size())
                .max()
                .orElse(0);
    }

    /** Pictures of each camera after which all cameras together have shown about as much as one in its whole loop. */
    int stride() {
        int longest = cameras.stream()
                .mapToInt(camera -> camera.sequence().loop().size())
                .max()
                .orElse(1);
        return Math.max(1, longest / size());
    }

    Instant capturedAt(int number) {
        return start.plus(INTERVAL.multipliedBy(number));
    }

    /** @throws BenchException if the cameras' time has overtaken the clock, because too many pictures were played */
    Frame frame(Camera camera, int number) {
        Instant capturedAt = capturedAt(number);
        if (capturedAt.isAfter(Instant.now())) {
            throw new BenchException(
                    "the capture time of the frames, at five pictures a second, has overtaken the clock, "
                            + "and the watch rejects frames of the future; measure for fewer seconds");
        }
        return Frame.newBuilder()
                .setCamera(camera.name())
                .setEpoch(ChronoUnit.MICROS.between(Instant.EPOCH, start))
                .setSequence(number)
                .setCapturedAt(capturedAt)
                .setEncoding(camera.isPng(number) ? Encoding.PNG : Encoding.JPEG)
                .setImage(ByteBuffer.wrap(camera.picture(number)))
                .build();
    }

    /** A camera name that Kafka's producer sends to a partition. */
    private static String nameOn(int partition, int partitions) {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> "bench-" + n)
                .filter(name -> Utils.toPositive(Utils.murmur2(name.getBytes(StandardCharsets.UTF_8))) % partitions
                        == partition)
                .findFirst()
                .orElseThrow();
    }

    /**
     * One camera.
     *
     * @param offset position in the loop at which it starts
     */
    record Camera(String name, FrameSequence sequence, int offset) {

        byte[] picture(int number) {
            return sequence.picture(number, offset);
        }

        private boolean isPng(int number) {
            return picture(number)[0] != (byte) 0xFF; // the first byte of every JPEG
        }
    }
}
