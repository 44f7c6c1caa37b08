package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.models.EmbeddingContract;
import io.vestibule.models.Half;
import io.vestibule.models.matching.TemplateView;
import io.vestibule.models.matching.Templates;
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

class EditionsTest {

    private static final int DIMENSION = 640;
    private static final EmbeddingContract CONTRACT = new EmbeddingContract("teacher@1", DIMENSION, 0.5f, 1e-3);

    @Test
    void shouldDivideManyCentresIntoPartsThatATopicTakes() {
        TemplateView centres = centres(1000);

        List<ClassCentres> parts = Editions.parts(CONTRACT, centres, Optional.empty());

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
    void shouldGiveTheSameCentresBackWhateverTheOrderOfTheParts() {
        TemplateView centres = centres(1000);
        List<ClassCentres> parts = new ArrayList<>(Editions.parts(CONTRACT, centres, Optional.empty()));
        Collections.reverse(parts);

        TemplateView read = Editions.centres(parts);

        assertThat(read.version())
                .isEqualTo(centres.version())
                .isEqualTo(parts.get(0).getVersion());
        float[] probe = unit(new Random(5));
        assertThat(read.nearest(probe, 0, 3)).isEqualTo(centres.nearest(probe, 0, 3));
    }

    @Test
    void shouldRefuseCentresOfWhichAPartIsMissingOrOfAnotherVersion() {
        List<ClassCentres> parts = Editions.parts(CONTRACT, centres(1000), Optional.empty());
        List<ClassCentres> others = Editions.parts(CONTRACT, centres(999), Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Editions.centres(parts.subList(1, parts.size())))
                .withMessageContaining("missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Editions.centres(List.of()))
                .withMessageContaining("missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Editions.centres(
                        List.of(parts.get(0), others.get(1), others.get(2)).subList(0, parts.size())))
                .withMessageContaining("not that of version");
    }

    @Test
    void shouldRefuseCentresWhoseValuesWereChanged() {
        ClassCentres part =
                Editions.parts(CONTRACT, centres(2), Optional.empty()).get(0);
        byte[] other = Half.encode(Half.round(unit(new Random(9))));
        ClassCentres forged = ClassCentres.newBuilder(part)
                .setCentres(List.of(
                        part.getCentres().get(0),
                        new ClassCentre(part.getCentres().get(1).getSubject(), ByteBuffer.wrap(other))))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Editions.centres(List.of(forged)))
                .withMessageContaining("not that of version");
    }

    private static TemplateView centres(int count) {
        Random random = new Random(1);
        Templates centres = new Templates(DIMENSION);
        for (int i = 0; i < count; i++) {
            centres.put("subject-" + i, List.of(Half.round(unit(random))), Long.MAX_VALUE);
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
