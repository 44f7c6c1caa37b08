package io.vestibule.lab.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.lab.evaluation.verification.VerificationReport.Failures;
import io.vestibule.lab.evaluation.verification.VerificationReport.Summary;
import io.vestibule.lab.progress.ProgressListener;
import io.vestibule.models.Vision;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses the real models on the zoo's photographs: 22 faces of 21 people. */
@Tag("slow")
class VerificationEvaluationTest {

    @TempDir
    private static Path folder;

    private static PreparedModels zoo;
    private static Vision vision;
    private static List<String> others;

    @BeforeAll
    static void createFolder() throws Exception {
        zoo = PreparedZoo.models();
        vision = Vision.open(zoo);
        others = PhotographFolder.create(folder, vision, zoo);
        PhotographFolder.write(folder, "Nobody", 1, PhotographFolder.blank());
        Files.write(Files.createDirectory(folder.resolve("Damaged")).resolve("Damaged_0001.jpg"), new byte[1000]);
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mobilefacenet", "dlib-resnet", "teacher"})
    void shouldDistinguishTheWomanInTwoPhotographsFromAllOtherPeople(String embedder) throws Exception {
        // Given
        // One fold per image of the woman: it is compared with her other image and with the twenty other people.
        List<String> lines = new ArrayList<>(List.of("2\t20"));
        for (int fold = 1; fold <= 2; fold++) {
            lines.addAll(Collections.nCopies(20, "Woman\t1\t2"));
            for (String other : others) {
                lines.add("Woman\t" + fold + "\t" + other + "\t1");
            }
        }
        Path file = Files.write(folder.resolve("pairs.txt"), lines);

        // When
        Summary summary = verification(embedder, ProgressListener.NONE)
                .run(ImagePairs.listed(file, folder))
                .summary();

        // Then
        assertThat(summary.embedder()).isEqualTo(embedder);
        assertThat(summary.galleryEmbedder()).isEqualTo(embedder);
        assertThat(summary.images()).isEqualTo(22);
        assertThat(summary.pairs()).isEqualTo(80);
        assertThat(summary.failuresToDetect()).isZero();
        assertThat(summary.accuracy()).isEqualTo(1.0);
        assertThat(summary.accuracyStd()).isEqualTo(0.0);
        assertThat(summary.seconds()).isPositive();
    }

    @Test
    void shouldCountImagesWithoutFaceAndReportOnlyRatesWithEnoughPairs() {
        // Given
        // The folder has 22 faces, an empty image and a damaged one.

        // When
        VerificationReport report =
                verification("mobilefacenet", ProgressListener.NONE).run(ImagePairs.all(folder));

        // Then
        assertThat(report.failures()).isEqualTo(new Failures(1, 1));
        assertThat(report.genuinePairs()).isEqualTo(1);
        assertThat(report.impostorPairs()).isEqualTo(275);
        assertThat(report.summary().failuresToDetect()).isEqualTo(2);
        assertThat(report.summary().accuracy()).isNull();
        assertThat(report.summary().accuracyStd()).isNull();
        assertThat(report.summary().fnmrAtFmr()).containsOnlyKeys("1e-2", "1e-3", "1e-4");
        assertThat(report.summary().fnmrAtFmr().values()).containsOnlyNulls();
        assertThat(report.summary().thresholdAtFmr().values()).containsOnlyNulls();
        assertThat(report.toText())
                .contains("2 images (1 without a face, 1 damaged); their pairs are non-matches")
                .contains("FNMR at FMR 1e-2    not reported: needs 300 impostor pairs")
                .contains("FNMR at FMR 1e-4    not reported: needs 30000 impostor pairs");
    }

    @Test
    void shouldUseTheFaceNearestToTheCentreWhenThereAreSeveral() throws Exception {
        // Given
        CentralFaceFinder faceFinder = new CentralFaceFinder(vision);
        EncodedImage threeFaces = image(zoo.photograph("sample2")); // the central face has the lowest score
        EncodedImage centralFace = image(folder.resolve("sample2_1/sample2_1_0001.jpg"));

        // When
        List<AlignedFace> faces = List.of(
                faceFinder.find(threeFaces).orElseThrow(),
                faceFinder.find(centralFace).orElseThrow());

        // Then
        List<Embedding> embeddings = vision.embedders().get("mobilefacenet").embed(faces);
        assertThat(embeddings.get(0).cosine(embeddings.get(1)))
                .isGreaterThan(0.7f); // faces of two people are under 0.5
    }

    @Test
    void shouldRejectEmbeddersOfDifferentSpaces() {
        // Given
        NamedEmbedder gallery = named("teacher");
        NamedEmbedder probes = named("mobilefacenet");

        // Then
        assertThat(gallery.sharesSpaceWith(probes)).isFalse();
        assertThatThrownBy(() -> new VerificationEvaluation(vision, gallery, probes, ProgressListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different spaces");
    }

    @Test
    void shouldAcceptTheEmbeddersOfTheZooAndTheTeacher() {
        assertThat(NamedEmbedder.names(vision)).contains("dlib-resnet", "mobilefacenet", "teacher");
        assertThat(NamedEmbedder.of(vision, "facenet")).isEmpty();
    }

    @Test
    void shouldEndWhenItsListenerFails() {
        // Given
        VerificationEvaluation verification = verification("mobilefacenet", (step, done, total) -> {
            throw new CancellationException("enough");
        });

        // Then
        assertThatThrownBy(() -> verification.run(ImagePairs.all(folder))).isInstanceOf(CancellationException.class);
    }

    private static VerificationEvaluation verification(String embedder, ProgressListener progress) {
        return new VerificationEvaluation(vision, named(embedder), named(embedder), progress);
    }

    private static NamedEmbedder named(String name) {
        return NamedEmbedder.of(vision, name).orElseThrow();
    }

    private static EncodedImage image(Path file) throws Exception {
        return EncodedImage.of(ByteBuffer.wrap(Files.readAllBytes(file)), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
    }
}
