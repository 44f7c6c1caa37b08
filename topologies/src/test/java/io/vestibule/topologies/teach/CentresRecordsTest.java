package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.ClassCentre;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CentresRecordsTest {

    private static final int DIMENSION = 640;
    private static final EmbeddingContract CONTRACT = new EmbeddingContract("teacher@1", DIMENSION, 0.5f, 1e-3);

    @Test
    void shouldDivideCentresIntoPartsWithinTopicLimit() {
        // Given
        TemplateSnapshot centres = centres(1000);

        // When
        List<ClassCentres> parts = CentresRecords.parts(CONTRACT, centres, Optional.empty());

        // Then
        assertThat(parts).hasSizeGreaterThan(1).allSatisfy(part -> {
            byte[] bytes = Topics.defaults().centres().value().serializer().serialize("centres", part);
            assertThat(bytes).hasSizeLessThan(900_000);
            assertThat(part.getParts()).isEqualTo(parts.size());
            assertThat(part.getConsentExpiresAt()).isNull();
        });
        assertThat(parts.stream().flatMap(part -> part.getCentres().stream()).map(ClassCentre::getSubject))
                .hasSize(1000)
                .isSorted();
    }

    @Test
    void shouldRestoreCentresWhenPartsAreInAnyOrder() {
        // Given
        TemplateSnapshot centres = centres(1000);
        List<ClassCentres> parts = new ArrayList<>(CentresRecords.parts(CONTRACT, centres, Optional.empty()));
        Collections.reverse(parts);

        // When
        TemplateSnapshot read = CentresRecords.centres(parts);

        // Then
        assertThat(read.version())
                .isEqualTo(centres.version())
                .isEqualTo(parts.get(0).getVersion());
        float[] probe = unit(new Random(5));
        assertThat(read.nearest(probe, 0, 3)).isEqualTo(centres.nearest(probe, 0, 3));
    }

    @Test
    void shouldRejectCentresWhenPartIsMissingOrOfOtherVersion() {
        // Given
        List<ClassCentres> parts = CentresRecords.parts(CONTRACT, centres(1000), Optional.empty());
        List<ClassCentres> others = CentresRecords.parts(CONTRACT, centres(999), Optional.empty());

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CentresRecords.centres(parts.subList(1, parts.size())))
                .withMessageContaining("incomplete");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CentresRecords.centres(List.of()))
                .withMessageContaining("incomplete");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CentresRecords.centres(
                        List.of(parts.get(0), others.get(1), others.get(2)).subList(0, parts.size())))
                .withMessageContaining("do not match their version");
    }

    @Test
    void shouldRejectCentresWhenValuesWereChanged() {
        // Given
        ClassCentres part =
                CentresRecords.parts(CONTRACT, centres(2), Optional.empty()).get(0);
        byte[] other = HalfFloats.encode(HalfFloats.round(unit(new Random(9))));
        ClassCentres forged = ClassCentres.newBuilder(part)
                .setCentres(List.of(
                        part.getCentres().get(0),
                        new ClassCentre(part.getCentres().get(1).getSubject(), ByteBuffer.wrap(other))))
                .build();

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CentresRecords.centres(List.of(forged)))
                .withMessageContaining("do not match their version");
    }

    private static TemplateSnapshot centres(int count) {
        Random random = new Random(1);
        TemplateIndex centres = new TemplateIndex(DIMENSION);
        for (int i = 0; i < count; i++) {
            centres.put("subject-" + i, List.of(HalfFloats.round(unit(random))), Long.MAX_VALUE);
        }
        return centres.current();
    }

    private static float[] unit(Random random) {
        float[] vector = new float[DIMENSION];
        double squares = 0;
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
