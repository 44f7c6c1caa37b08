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
 * The cameras that are measured: one on each partition, so that every thread has as many as any other. Cameras play the
 * reels in turns, each a little further on than the one before, so that at any time the share of cameras with somebody in
 * view is that of the loop.
 *
 * @param start capture time of the first picture
 */
record BenchCameras(List<Camera> cameras, Instant start) {

    /** As often as a door's camera is recorded: five pictures a second. */
    static final Duration INTERVAL = Duration.ofMillis(200);

    private static final int CAMERAS = 8;

    BenchCameras {
        cameras = List.copyOf(cameras);
    }

    /** A fleet for so many threads. */
    static BenchCameras of(List<FrameSequence> reels, int threads, Instant start) {
        int count = CAMERAS * ((threads + CAMERAS - 1) / CAMERAS);
        return new BenchCameras(
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            FrameSequence reel = reels.get(i % reels.size());
                            return new Camera(
                                    nameOn(i, count), reel, reel.loop().size() * i / count);
                        })
                        .toList(),
                start);
    }

    int size() {
        return cameras.size();
    }

    /** Pictures of each camera until all have learnt their background. */
    int opening() {
        return cameras.stream()
                .mapToInt(camera -> camera.reel().opening().size())
                .max()
                .orElse(0);
    }

    /** Pictures of each camera after which all of them together have shown about what one shows in its whole loop. */
    int stride() {
        int longest = cameras.stream()
                .mapToInt(camera -> camera.reel().loop().size())
                .max()
                .orElse(1);
        return Math.max(1, longest / size());
    }

    Instant capturedAt(int number) {
        return start.plus(INTERVAL.multipliedBy(number));
    }

    /** @throws BenchException if so many pictures were played that the cameras' time has overtaken the clock */
    Frame frame(Camera camera, int number) {
        Instant capturedAt = capturedAt(number);
        if (capturedAt.isAfter(Instant.now())) {
            throw new BenchException(
                    "the cameras' time, five pictures a second, has overtaken the clock, and the watch "
                            + "turns away frames of the future: measure for fewer seconds");
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

    /** A name that Kafka's producer puts on the partition. */
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
     * @param offset where in the reel's loop it begins
     */
    record Camera(String name, FrameSequence reel, int offset) {

        byte[] picture(int number) {
            return reel.picture(number, offset);
        }

        private boolean isPng(int number) {
            return picture(number)[0] != (byte) 0xFF; // the first byte of every JPEG
        }
    }
}
