package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.HostileInput;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No record of the frames topic causes a result that Kafka refuses. */
class HostileFramesTest {

    private static final DrawnPicture VISITOR = DrawnPicture.of("....", ".FF.", ".##.", ".##.");

    @TempDir
    private Path folder;

    private final Topics topics = Topics.defaults();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSendOnlyAcceptableResultsForAnyRecord(boolean replay) {
        // Given
        WatchSettings settings = replay
                ? WatchSettings.defaults().replaying()
                : WatchSettingsBuilder.builder(WatchSettings.defaults())
                        .featureShare(1)
                        .build();
        try (HostileInput input = new HostileInput(4, topology(settings), folder)) {
            // When
            for (int i = 0; i < 500; i++) {
                String camera = "door-" + input.number(5);
                input.send(topics.frames(), camera, frame(camera, i, input));
            }

            // Then
            assertThat(input.results()).isPositive();
        }
    }

    private Topology topology(WatchSettings settings) {
        return new WatchTopology(
                        topics,
                        new FrameAnalyzer(
                                DrawnPicture.decoder(),
                                new DrawnPicture.Detector(),
                                DrawnPicture.aligner(),
                                settings.maximumFaces()),
                        FrameStore.NONE,
                        settings,
                        WatchObserver.NONE)
                .build();
    }

    private static Frame frame(String camera, int sequence, HostileInput input) {
        return Frame.newBuilder()
                .setCamera(input.chance(0.05) ? input.text() : camera)
                .setEpoch(input.pick(List.of(0L, 0L, 0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE)))
                .setSequence(input.chance(0.1) ? input.pick(List.of(-1L, 0L, Long.MAX_VALUE)) : sequence)
                .setCapturedAt(input.chance(0.3) ? input.time() : input.now().plusMillis(sequence % 20))
                .setEncoding(Encoding.PNG)
                .setWidth(input.number(Integer.MAX_VALUE))
                .setHeight(-1)
                .setSpectrum(input.pick(List.of(Spectrum.values())))
                .setRinging(input.chance(0.2))
                .setImage(input.pick(List.of(
                        DrawnPicture.EMPTY.encoded(),
                        DrawnPicture.EMPTY.encoded(),
                        VISITOR.encoded(),
                        DrawnPicture.COVERED.encoded(),
                        input.bytes())))
                .setReference(input.chance(0.1) ? input.text() : null)
                .build();
    }
}
