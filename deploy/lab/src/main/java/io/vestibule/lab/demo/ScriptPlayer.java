package io.vestibule.lab.demo;

import io.vestibule.lab.scenes.FrameSize;
import io.vestibule.lab.scenes.SimulatedCamera;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends the frames of all cameras in script time. The capture time of a frame is the start of the script plus the
 * frame's script time. The start lies far enough in the past that no capture time is ahead of the clock.
 */
final class ScriptPlayer {

    /** Maximum number of frames that wait for the watch before the cameras wait too: three seconds of four doors. */
    private static final int MAXIMUM_QUEUE = 60;

    private static final Duration WAIT = Duration.ofMillis(20);

    private final SceneScript script;
    private final Instant start;
    private final Cluster cluster;
    private final Topic<String, Frame> topic;

    ScriptPlayer(SceneScript script, Instant start, Cluster cluster, Topic<String, Frame> topic) {
        this.script = script;
        this.start = start;
        this.cluster = cluster;
        this.topic = topic;
    }

    /**
     * Plays the script until the broker has all frames or the stop signal is raised.
     *
     * @param speed script seconds per wall-clock second
     * @param watched returns the number of frames that the watch has processed
     * @param check called before each round; its exception ends the play
     * @return number of frames sent
     */
    int play(List<SimulatedCamera> cameras, double speed, IntSupplier watched, Runnable check, StopSignal stop)
            throws InterruptedException {
        AtomicReference<@Nullable Exception> sendFailure = new AtomicReference<>();
        // Each frame is sent at once, without waiting for a batch.
        Map<String, Object> settings = Map.of(
                ProducerConfig.LINGER_MS_CONFIG, 0, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, topic.maxMessageBytes());
        try (Producer<String, Frame> producer = cluster.producer(topic, settings)) {
            long due = System.nanoTime();
            long interval = Math.round(script.frameInterval().toNanos() / speed);
            int sent = 0;
            for (int number = 0; number < script.framesPerDoor(); number++) {
                while (sent - watched.getAsInt() > MAXIMUM_QUEUE && !stop.isRaised()) {
                    check.run();
                    stop.await(WAIT);
                }
                if (stop.await(Duration.ofNanos(Math.max(0, due - System.nanoTime())))) {
                    return sent;
                }
                check.run();
                for (SimulatedCamera camera : cameras) {
                    Frame frame = frame(camera, number);
                    producer.send(new ProducerRecord<>(topic.name(), frame.getCamera(), frame), (sentTo, failed) -> {
                        if (failed != null) {
                            sendFailure.compareAndSet(null, failed);
                        }
                    });
                    sent++;
                }
                Exception failure = sendFailure.get();
                if (failure != null) {
                    throw cluster.translate(failure);
                }
                due = Math.max(due + interval, System.nanoTime() - interval); // lost time is not made up
            }
            producer.flush();
            return sent;
        }
    }

    private Frame frame(SimulatedCamera camera, int number) {
        Duration time = script.timeOf(number);
        return Frame.newBuilder()
                .setCamera(camera.door().camera())
                .setEpoch(ChronoUnit.MICROS.between(Instant.EPOCH, start))
                .setSequence(number)
                .setCapturedAt(start.plus(time))
                .setEncoding(Encoding.JPEG)
                .setWidth(FrameSize.WIDTH)
                .setHeight(FrameSize.HEIGHT)
                .setSpectrum(camera.door().spectrum())
                .setImage(ByteBuffer.wrap(camera.frame(time)))
                .build();
    }
}
