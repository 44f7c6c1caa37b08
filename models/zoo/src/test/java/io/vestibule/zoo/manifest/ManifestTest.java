package io.vestibule.zoo.manifest;

import static io.vestibule.zoo.ZooFixtures.aCard;
import static io.vestibule.zoo.ZooFixtures.aLicence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vestibule.zoo.manifest.Ensemble.Member;
import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Part;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.Manifest.Photograph;
import io.vestibule.zoo.manifest.ModelCard.Role;
import io.vestibule.zoo.manifest.NpmPackage.PackageFile;
import io.vestibule.zoo.prepare.ModelRecipe;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private final Manifest manifest = Manifest.ofThisRelease();

    @Test
    void shouldPinEveryArchiveFileAndModelByChecksum() {
        assertThat(manifest.packages())
                .extracting(NpmPackage::integrity)
                .allMatch(integrity -> integrity.matches("sha512-[A-Za-z0-9+/]{86}=="));
        assertThat(manifest.files()).extracting(PackageFile::sha256).allMatch(ManifestTest::isSha256);
        assertThat(manifest.models()).extracting(ModelEntry::sha256).allMatch(ManifestTest::isSha256);
    }

    @Test
    void shouldListTheModelsThatVestibuleUses() {
        assertThat(manifest.models())
                .extracting(ModelEntry::name)
                .containsExactly("rfb", "rfb-stem", "rfb-tail", "landmarks-68", "mobilefacenet", "dlib-resnet");
        assertThat(manifest.ensembles()).extracting(Ensemble::name).containsExactly("teacher");
    }

    @Test
    void shouldUseEachNameOnce() {
        assertThat(manifest.files()).extracting(PackageFile::name).doesNotHaveDuplicates();
        assertThat(manifest.models()).extracting(ModelEntry::name).doesNotHaveDuplicates();
        assertThat(manifest.photographs()).extracting(Photograph::name).doesNotHaveDuplicates();
    }

    @Test
    void shouldTakeExactlyTheFilesThatModelsAndPhotographsNeed() {
        // When
        Stream<String> needed = Stream.concat(
                manifest.models().stream().flatMap(model -> model.recipe().files().stream()),
                manifest.photographs().stream().map(Photograph::file));

        // Then
        assertThat(manifest.files().map(PackageFile::name))
                .containsExactlyInAnyOrderElementsOf(needed.distinct().toList());
    }

    @Test
    void shouldDeclareTheStemsOutputAsTheTailsInput() {
        // When
        ModelCard stem = manifest.model("rfb-stem").card();
        ModelCard.Input tail = manifest.model("rfb-tail").card().input();

        // Then
        assertThat(stem.output()).isEqualTo(tail.name());
        assertThat(stem.outputs().get(0).shape()).containsExactly(tail.channels(), tail.height(), tail.width());
    }

    @Test
    void shouldStateTheDimensionOfEachEmbedding() {
        assertThat(manifest.model("mobilefacenet").card().dimension()).isEqualTo(512);
        assertThat(manifest.model("dlib-resnet").card().dimension()).isEqualTo(128);
    }

    @Test
    void shouldBuildEveryEnsembleFromEmbedders() {
        assertThat(manifest.ensembles().stream().flatMap(ensemble -> ensemble.members().stream()))
                .extracting(member -> manifest.model(member.model()).card().role())
                .containsOnly(Role.EMBEDDER);
    }

    @Test
    void shouldRaiseTheThresholdWhenTheFalseMatchRateFalls() {
        // When
        Stream<List<OperatingPoint>> embedders = manifest.models().stream()
                .filter(model -> model.card().role() == Role.EMBEDDER)
                .map(model -> model.card().operatingPoints());
        Stream<List<OperatingPoint>> ensembles = manifest.ensembles().stream().map(Ensemble::operatingPoints);

        // Then
        assertThat(Stream.concat(embedders, ensembles)).allSatisfy(points -> assertThat(points)
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.comparing(OperatingPoint::threshold))
                .isSortedAccordingTo(
                        Comparator.comparing(OperatingPoint::falseMatchRate).reversed()));
    }

    @Test
    void shouldDeclareTwentyTwoFacesInSixPhotographs() {
        assertThat(manifest.photographs()).hasSize(6);
        assertThat(manifest.photographs().stream().mapToInt(Photograph::faces).sum())
                .isEqualTo(22);
    }

    @Test
    void shouldNameTheSourceFilesOfAModel() {
        assertThat(manifest.origins("mobilefacenet"))
                .containsExactly("faceplugin-face-recognition-js@0.0.1 package/model/fr_feature.onnx "
                        + "sha256:87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581");
    }

    @Test
    void shouldRefuseWeightsAndOnlyReportDataWhenTheirLicenceIsUnknown() {
        // When
        List<LicenceFinding> findings = manifest.licenceFindings();

        // Then
        assertThat(findings)
                .filteredOn(LicenceFinding::refuses)
                .extracting(LicenceFinding::model)
                .containsExactly("rfb", "rfb-stem", "rfb-tail", "landmarks-68", "mobilefacenet");
        assertThat(findings)
                .filteredOn(finding -> finding.model().equals("dlib-resnet"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.part()).isEqualTo(Part.DATA);
                    assertThat(finding.refuses()).isFalse();
                });
    }

    @Test
    void shouldReportNothingWhenAModelMayBeUsedForAnyPurpose() {
        assertThat(withLicences(aLicence(Use.ANY), aLicence(Use.ANY)).licenceFindings())
                .isEmpty();
    }

    @Test
    void shouldRefuseWeightsWhenTheirLicenceIsNonCommercial() {
        // When
        List<LicenceFinding> findings =
                withLicences(aLicence(Use.NON_COMMERCIAL), aLicence(Use.ANY)).licenceFindings();

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.refuses()).isTrue();
            assertThat(finding).hasToString("tiny: weights NON_COMMERCIAL (for tests)");
        });
    }

    @Test
    void shouldRefuseAnEnsembleWhenItsWeightsDoNotAddUpToOne() {
        assertThatThrownBy(() -> new Ensemble("odd", List.of(new Member("tiny", 0.7, false)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(manifest.ensemble("teacher").members().stream()
                        .mapToDouble(Member::weight)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldRefuseAManifestWhenAKeyIsMissingOrUnknown() {
        assertThatThrownBy(() -> Manifest.read(json("{\"packages\": [], \"models\": [], \"ensembles\": []}")))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("photographs");
        assertThatThrownBy(() -> Manifest.read(json(
                        "{\"packages\": [], \"models\": [], \"ensembles\": [], \"photographs\": [], \"modles\": []}")))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("modles");
    }

    private static ByteArrayInputStream json(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Manifest withLicences(Licence weights, Licence data) {
        ModelRecipe recipe = new ModelRecipe.Whole("tiny.onnx");
        ModelEntry model = new ModelEntry("tiny", "0".repeat(64), recipe, aCard(weights, data));
        return new Manifest(List.of(), List.of(model), List.of(), List.of());
    }

    private static boolean isSha256(String text) {
        return text.matches("[0-9a-f]{64}");
    }
}
