package io.vestibule.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.Spectrum;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitSide;
import io.vestibule.dataset.write.DatasetWriter;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDataReaderTest {
    private static final int LENGTH = 32;
    private static final Split SPLIT = new Split(0.5);
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final List<String> TRAINED = people(SplitSide.TRAINING);
    private static final List<String> VALIDATED = people(SplitSide.VALIDATION);

    @TempDir
    Path directory;

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void shouldSeparateTrainingAndValidationIdentitiesWhenReading() {
        // Given
        String trained = TRAINED.get(0);
        String validated = VALIDATED.get(0);
        add(trained, 1, trained);
        add(trained, 2, trained);
        add(validated, 3, validated);
        add(validated, 4, validated);

        // When
        TrainingData data = read(100, written("one", 'a'));

        // Then
        assertThat(identities(data.training())).containsExactly(trained);
        assertThat(identities(data.validation())).containsExactly(validated);
        assertThat(data.training()).hasSize(2).isSortedAccordingTo((a, b) -> a.name()
                .compareTo(b.name()));
        assertThat(data.teacher()).isEqualTo("tutor");
        assertThat(data.dimension()).isEqualTo(LENGTH);
        assertThat(data.contents()).hasSize(1);
        assertThat(data.centres()).containsOnlyKeys(trained, validated);
        TrainingExample first = data.training().get(0);
        Sample sample = samples.stream()
                .filter(each -> each.name().equals(first.name()))
                .findFirst()
                .orElseThrow();
        assertThat(first.face().get().bgr()).isEqualTo(sample.face().bgr());
        assertThat(first.teacherEmbedding()).containsExactly(sample.embedding().unit());
    }

    @Test
    void shouldTrainOnAnUnlabelledFaceWhenItDoesNotResembleAValidationIdentity() {
        // Given
        // One unlabelled face resembles a training identity, one a validation identity, and one none.
        String trained = TRAINED.get(0);
        String validated = VALIDATED.get(0);
        add(trained, 1, trained);
        add(validated, 2, validated);
        Sample fine = add(null, 3, trained);
        add(null, 4, validated);
        Sample alone = add(null, 5, "no identity");

        // When
        TrainingData data = read(100, written("one", 'a'));

        // Then
        assertThat(data.training().stream()
                        .filter(example -> example.identity() == null)
                        .map(TrainingExample::name))
                .containsExactlyInAnyOrder(fine.name(), alone.name());
        assertThat(data.validation()).hasSize(1);
    }

    @Test
    void shouldSkipSamplesWhenTheyHaveExpired() {
        // Given
        add(TRAINED.get(0), 1, "x", NOW.minusSeconds(1));
        add(TRAINED.get(0), 2, "x", NOW.plusSeconds(1));
        add(VALIDATED.get(0), 3, "y", NOW);

        // When
        TrainingData data = read(100, written("one", 'a'));

        // Then
        assertThat(data.training()).hasSize(1);
        assertThat(data.validation()).isEmpty();
    }

    @Test
    void shouldSelectTheSameValidationFacesWhenReadAgain() {
        // Given
        int seed = 0;
        for (String person : VALIDATED.subList(0, 3)) {
            for (int picture = 0; picture < 30; picture++) {
                add(person, seed++, person);
            }
        }
        Path dataset = written("one", 'a');

        // When
        TrainingData most = read(1000, dataset);
        TrainingData some = read(40, dataset);

        // Then
        // At most 25 faces of one identity, and complete identities first.
        assertThat(most.validation()).hasSize(75);
        assertThat(some.validation()).hasSize(40);
        assertThat(identities(some.validation())).hasSize(2);
        assertThat(names(read(40, dataset))).isEqualTo(names(some));
        assertThat(names(most)).containsAll(names(some));
    }

    @Test
    void shouldRejectDatasetsWhenTheyHaveDifferentTeachers() {
        // Given
        add(TRAINED.get(0), 1, "x");
        Path one = written("one", 'a');
        Path other = written("other", 'b');

        // When
        ThrowingCallable read = () -> read(100, one, other);

        // Then
        assertThatThrownBy(read)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("use datasets of one teacher");
    }

    private TrainingData read(int faces, Path... datasets) {
        return new TrainingDataReader(SPLIT, faces, Clock.fixed(NOW, ZoneOffset.UTC)).read(List.of(datasets));
    }

    private Path written(String name, char teacher) {
        Path folder = directory.resolve(name);
        DatasetSpec blueprint = new DatasetSpec(
                new TeacherDescriptor(
                        "tutor",
                        "tutor@000000000000",
                        LENGTH,
                        String.valueOf(teacher).repeat(64),
                        List.of()),
                AlignedFace.ALIGNMENT,
                Map.of(),
                Map.of());
        try (DatasetWriter writer = DatasetWriter.open(folder, blueprint)) {
            Centres centres = Centres.of("tutor@000000000000", samples);
            samples.forEach(sample -> writer.add(sample.comparedWith(centres, 2)));
            writer.completeFile("faces", "all", "0".repeat(64));
            writer.finish(centres.size() == 0 ? null : centres);
        }
        return folder;
    }

    private Sample add(@Nullable String identity, int seed, String like) {
        return add(identity, seed, like, null);
    }

    /** @param like determines the teacher's embedding */
    private Sample add(@Nullable String identity, int seed, String like, @Nullable Instant expires) {
        byte[] bgr = new byte[AlignedFace.BYTES];
        new Random(seed).nextBytes(bgr);
        AlignedFace face = new AlignedFace(bgr);
        Random direction = new Random(like.hashCode());
        float[] vector = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            vector[i] = (float) direction.nextGaussian();
        }
        Sample sample = new Sample(
                Sample.name(face),
                FacePicture.of(face),
                identity == null ? Label.NONE : Label.folder(identity),
                Embedding.ofVector(vector),
                List.of(),
                List.of(),
                null,
                new FaceQuality(100, 100, 0.5f, 0, 0, 0),
                new SampleSource.File("faces/" + seed + ".png", "0".repeat(64)),
                Spectrum.VISIBLE,
                expires);
        samples.add(sample);
        return sample;
    }

    private static Set<String> identities(List<TrainingExample> examples) {
        return examples.stream().map(TrainingExample::identity).collect(Collectors.toSet());
    }

    private static List<String> names(TrainingData data) {
        return data.validation().stream().map(TrainingExample::name).toList();
    }

    private static List<String> people(SplitSide side) {
        return IntStream.range(0, 50)
                .mapToObj(number -> "person-" + number)
                .filter(name -> SPLIT.of(name) == side)
                .toList();
    }
}
