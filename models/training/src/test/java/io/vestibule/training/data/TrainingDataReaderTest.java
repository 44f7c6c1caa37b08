package io.vestibule.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDataReaderTest {
    private static final int LENGTH = 32;
    private static final Split SPLIT = new Split(0.5);
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final List<String> LEARNT = people(SplitSide.TRAINING);
    private static final List<String> JUDGED = people(SplitSide.VALIDATION);

    @TempDir
    Path directory;

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void shouldKeepPeopleToJudgeByApart() {
        // Given
        String learnt = LEARNT.get(0);
        String judged = JUDGED.get(0);
        add(learnt, 1, learnt);
        add(learnt, 2, learnt);
        add(judged, 3, judged);
        add(judged, 4, judged);

        // When
        TrainingData material = read(100, written("one", 'a'));

        // Then
        assertThat(identities(material.training())).containsExactly(learnt);
        assertThat(identities(material.validation())).containsExactly(judged);
        assertThat(material.training()).hasSize(2).isSortedAccordingTo((a, b) -> a.name()
                .compareTo(b.name()));
        assertThat(material.teacher()).isEqualTo("tutor");
        assertThat(material.length()).isEqualTo(LENGTH);
        assertThat(material.contents()).hasSize(1);
        assertThat(material.centres()).containsOnlyKeys(learnt, judged);
        TrainingExample first = material.training().get(0);
        Sample sample = samples.stream()
                .filter(each -> each.name().equals(first.name()))
                .findFirst()
                .orElseThrow();
        assertThat(first.face().get().bgr()).isEqualTo(sample.face().bgr());
        assertThat(first.teacher()).containsExactly(sample.embedding().unit());
    }

    @Test
    void shouldLearnFromAStrangerUnlessItMayBeSomebodyToJudgeBy() {
        // Given: one stranger like a person of each side, and one like nobody
        String learnt = LEARNT.get(0);
        String judged = JUDGED.get(0);
        add(learnt, 1, learnt);
        add(judged, 2, judged);
        Sample fine = add(null, 3, learnt);
        add(null, 4, judged);
        Sample alone = add(null, 5, "nobody at all");

        // When
        TrainingData material = read(100, written("one", 'a'));

        // Then
        assertThat(material.training().stream()
                        .filter(exercise -> exercise.identity() == null)
                        .map(TrainingExample::name))
                .containsExactlyInAnyOrder(fine.name(), alone.name());
        assertThat(material.validation()).hasSize(1);
    }

    @Test
    void shouldNotUseWhatMayNotBeUsedAnyMore() {
        // Given
        add(LEARNT.get(0), 1, "x", NOW.minusSeconds(1));
        add(LEARNT.get(0), 2, "x", NOW.plusSeconds(1));
        add(JUDGED.get(0), 3, "y", NOW);

        // When
        TrainingData material = read(100, written("one", 'a'));

        // Then
        assertThat(material.training()).hasSize(1);
        assertThat(material.validation()).isEmpty();
    }

    @Test
    void shouldJudgeBySomeFacesOfEachAndTheSameOnesEachTime() {
        // Given
        int seed = 0;
        for (String person : JUDGED.subList(0, 3)) {
            for (int picture = 0; picture < 30; picture++) {
                add(person, seed++, person);
            }
        }
        Path dataset = written("one", 'a');

        // When
        TrainingData most = read(1000, dataset);
        TrainingData some = read(40, dataset);

        // Then: 25 of one at most, and whole people first
        assertThat(most.validation()).hasSize(75);
        assertThat(some.validation()).hasSize(40);
        assertThat(identities(some.validation())).hasSize(2);
        assertThat(names(read(40, dataset))).isEqualTo(names(some));
        assertThat(names(most)).containsAll(names(some));
    }

    @Test
    void shouldRefuseDatasetsOfTwoTeachers() {
        // Given
        add(LEARNT.get(0), 1, "x");
        Path one = written("one", 'a');
        Path other = written("other", 'b');

        // Then
        assertThatThrownBy(() -> read(100, one, other))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("use datasets of one teacher");
    }

    private TrainingData read(int judged, Path... datasets) {
        return new TrainingDataReader(SPLIT, judged, Clock.fixed(NOW, ZoneOffset.UTC)).read(List.of(datasets));
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
            samples.forEach(writer::add);
            writer.fileDone("faces", "all", "0".repeat(64));
            writer.finishWithMeans(2);
        }
        return folder;
    }

    private Sample add(@Nullable String identity, int seed, String like) {
        return add(identity, seed, like, null);
    }

    /** @param like whose place the teacher sees the face at */
    private Sample add(@Nullable String identity, int seed, String like, @Nullable Instant expires) {
        byte[] bgr = new byte[AlignedFace.BYTES];
        new Random(seed).nextBytes(bgr);
        AlignedFace face = new AlignedFace(bgr);
        Random place = new Random(like.hashCode());
        float[] vector = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            vector[i] = (float) place.nextGaussian();
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

    private static Set<String> identities(List<TrainingExample> exercises) {
        return exercises.stream().map(TrainingExample::identity).collect(Collectors.toSet());
    }

    private static List<String> names(TrainingData material) {
        return material.validation().stream().map(TrainingExample::name).toList();
    }

    private static List<String> people(SplitSide side) {
        return IntStream.range(0, 50)
                .mapToObj(number -> "person-" + number)
                .filter(name -> SPLIT.of(name) == side)
                .toList();
    }
}
