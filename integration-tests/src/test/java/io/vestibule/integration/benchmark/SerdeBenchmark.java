package io.vestibule.integration.benchmark;

import io.vestibule.schemas.Box;
import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.serdes.AvroSerde;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Serialisation of a frame with a picture of 50 KB, and of a sighting with an aligned face of 62 KB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SerdeBenchmark {

    private static final String TOPIC = "any";
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final AvroSerde<Frame> frames = AvroSerde.of(Frame.class);
    private final AvroSerde<FaceSighting> sightings = AvroSerde.of(FaceSighting.class);
    private final Frame frame = frame();
    private final FaceSighting sighting = sighting();
    private final RecordHeaders headers = new RecordHeaders();
    private final byte[] frameBytes = frames.serializer().serialize(TOPIC, frame);
    private final byte[] sightingBytes = sightings.serializer().serialize(TOPIC, sighting);

    @Benchmark
    public byte[] writeFrame() {
        return frames.serializer().serialize(TOPIC, frame);
    }

    /** From a separate array, as Kafka Streams passes it: the picture is not copied. */
    @Benchmark
    public Frame readFrame() {
        return frames.deserializer().deserialize(TOPIC, frameBytes);
    }

    /** From a buffer over the fetched bytes, as Kafka's consumer passes it: the picture is copied. */
    @Benchmark
    public Frame readFetchedFrame() {
        return frames.deserializer().deserialize(TOPIC, headers, ByteBuffer.wrap(frameBytes));
    }

    @Benchmark
    public byte[] writeSighting() {
        return sightings.serializer().serialize(TOPIC, sighting);
    }

    @Benchmark
    public FaceSighting readSighting() {
        return sightings.deserializer().deserialize(TOPIC, sightingBytes);
    }

    private static Frame frame() {
        return Frame.newBuilder()
                .setCamera("north-door")
                .setSequence(42)
                .setCapturedAt(AT)
                .setEncoding(Encoding.JPEG)
                .setImage(noise(50_000))
                .build();
    }

    private static FaceSighting sighting() {
        return FaceSighting.newBuilder()
                .setCamera("north-door")
                .setOrigin(Origin.newBuilder()
                        .setTopic(TOPIC)
                        .setPartition(0)
                        .setOffset(0)
                        .setEpoch(0)
                        .setSequence(42)
                        .setCapturedAt(AT)
                        .build())
                .setSpectrum(Spectrum.VISIBLE)
                .setTrack("north-door/0/42/0")
                .setBox(new Box(10f, 10f, 110f, 130f))
                .setPoints(Collections.nCopies(5, new Point(50f, 50f)))
                .setScore(0.97f)
                .setQuality(Quality.newBuilder()
                        .setSize(100f)
                        .setSharpness(300f)
                        .setBrightness(0.5f)
                        .setYaw(0f)
                        .setPitch(0f)
                        .setRoll(0f)
                        .build())
                .setAlignment("arcface-112+16")
                .setFace(noise(62_208))
                .build();
    }

    private static ByteBuffer noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(5).nextBytes(noise);
        return ByteBuffer.wrap(noise);
    }
}
