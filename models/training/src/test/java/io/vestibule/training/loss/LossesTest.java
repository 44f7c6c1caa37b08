package io.vestibule.training.loss;

import static io.vestibule.training.loss.NumericGradients.assertGradient;
import static io.vestibule.training.loss.NumericGradients.circle;
import static io.vestibule.training.loss.NumericGradients.manager;
import static io.vestibule.training.loss.NumericGradients.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vestibule.training.loss.TripletLoss.Distance;
import io.vestibule.training.loss.WeightedLosses.Term;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class LossesTest {
    private static final double EXACT = 1e-6;
    private static final int UNLABELLED = LossInput.UNLABELLED;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = manager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void shouldAverageOneMinusTheCosineWhenTheLossIsAngle() {
        // Given
        // The angles are 60 and 180 degrees. The norms differ.
        NDArray student = rows(manager, new double[] {3, 0}, new double[] {0, 0.5});
        NDArray teacher = circle(manager, Math.PI / 3, -Math.PI / 2);

        // When
        double loss = new CosineLoss()
                .of(student, new LossInput(teacher, new int[] {UNLABELLED, UNLABELLED}))
                .getDouble();

        // Then
        assertThat(loss).isCloseTo((0.5 + 2) / 2, within(EXACT));
    }

    @Test
    void shouldEqualAManualCalculationWhenTheLossIsArcFace() {
        // Given
        // The student is 0.3 from its centre and 1 from the other one.
        NDArray student = circle(manager, 0.3).mul(7);
        NDArray centres = rows(manager, new double[] {2, 0}, new double[] {Math.cos(1.3), Math.sin(1.3)});

        // When
        double loss = new ArcFaceLoss(4, 0.5, "arcface", centres)
                .of(student, new LossInput(circle(manager, 0), new int[] {0}))
                .getDouble();

        // Then
        double own = Math.exp(4 * Math.cos(0.8));
        double other = Math.exp(4 * Math.cos(1));
        assertThat(loss).isCloseTo(-Math.log(own / (own + other)), within(EXACT));
    }

    @Test
    void shouldDecreaseFurtherWhenAngleAndMarginExceedPi() {
        // Given
        double theta = 3.0;
        NDArray cosines = rows(manager, new double[] {Math.cos(theta)});
        NDArray margins = rows(manager, new double[] {0.5});

        // When
        double added = AngularMargin.added(cosines, margins).getDouble(0, 0);

        // Then
        assertThat(added).isCloseTo(Math.cos(theta) - 0.5 * Math.sin(0.5), within(EXACT));
    }

    @Test
    void shouldEqualAManualCalculationWhenTheLossIsMarginDistillation() {
        // Given
        // The teacher is 0.2 and 0.6 from its centres, so that D = cos(0.2).
        NDArray centres = circle(manager, 0, 1.5);
        NDArray teacher = circle(manager, 0.2, 2.1);
        NDArray student = circle(manager, 0.4, 1.2);

        // When
        double loss = new MarginDistillationLoss(8, new MarginRange(0.2, 0.5), centres)
                .of(student, new LossInput(teacher, new int[] {0, 1}))
                .getDouble();

        // Then
        double first = 0.3 / Math.cos(0.2) * Math.cos(0.2) + 0.2;
        double second = 0.3 / Math.cos(0.2) * Math.cos(0.6) + 0.2;
        double expected = (crossEntropy(8, 0.4 + first, 1.1) + crossEntropy(8, 0.3 + second, 1.2)) / 2;
        assertThat(loss).isCloseTo(expected, within(EXACT));
    }

    @Test
    void shouldUseAMarginOfZeroWhenTheTeachersCosineIsNegative() {
        // Given
        // The teacher has the second sample opposite to its centre. The margin would be (0.5 - 0.2) / 1 * -1 + 0.2 =
        // -0.1.
        NDArray centres = circle(manager, 0, 1.5);
        NDArray teacher = circle(manager, 0, 1.5 + Math.PI);
        NDArray student = circle(manager, 0.4, 1.2);

        // When
        double loss = new MarginDistillationLoss(8, new MarginRange(0.2, 0.5), centres)
                .of(student, new LossInput(teacher, new int[] {0, 1}))
                .getDouble();

        // Then
        double expected = (crossEntropy(8, 0.4 + 0.5, 1.1) + crossEntropy(8, 0.3, 1.2)) / 2;
        assertThat(loss).isCloseTo(expected, within(EXACT));
    }

    @Test
    void shouldEqualAManualCalculationWhenTheLossIsMarginSoftmax() {
        // Given
        NDArray own = circle(manager, 0.1, 1.4);
        NDArray frozen = circle(manager, 0, 1.5);
        NDArray teacher = circle(manager, 0.2);
        NDArray student = circle(manager, 0.5);

        // When
        double loss = new MarginSoftmaxLoss(6, 0.3, 2, 0.25, "margin_softmax", own, frozen)
                .of(student, new LossInput(teacher, new int[] {0}))
                .getDouble();

        // Then
        double[] z = {6 * Math.cos(0.4 + 0.3), 6 * Math.cos(0.9)};
        double[] teacherLogits = {6 * Math.cos(0.2 + 0.3), 6 * Math.cos(1.3)};
        double hard = -Math.log(softmax(z, 1)[0]);
        double soft = -softmax(teacherLogits, 2)[0] * Math.log(softmax(z, 2)[0])
                - softmax(teacherLogits, 2)[1] * Math.log(softmax(z, 2)[1]);
        assertThat(loss).isCloseTo(0.75 * hard + 0.25 * 4 * soft, within(EXACT));
    }

    @Test
    void shouldEqualAManualCalculationWhenTripletsUseSquaredDistances() {
        // Given
        // Two faces of one identity and one of another. In the teacher's space the other one is farther from the first.
        double[] student = {0, 0.5, 0.9};
        double[] teacher = {0, 0.3, 2};
        LossInput input = new LossInput(circle(manager, teacher), new int[] {0, 0, 1});

        // When
        double loss = new TripletLoss(Distance.L2, new MarginRange(0.2, 0.5))
                .of(circle(manager, student), input)
                .getDouble();

        // Then
        // The anchors are 0 and 1, the negative is 2.
        double firstGap = chord(2) - chord(0.3);
        double secondGap = chord(1.7) - chord(0.3);
        double first = chord(0.5) - chord(0.9) + 0.3 / firstGap * firstGap + 0.2;
        double second = chord(0.5) - chord(0.4) + 0.3 / firstGap * secondGap + 0.2;
        assertThat(first).isNegative();
        assertThat(loss).as("mean over the violated triplet").isCloseTo(second, within(EXACT));
    }

    @Test
    void shouldEqualAManualCalculationWhenTripletsUseAngles() {
        // Given
        LossInput input = new LossInput(circle(manager, 0, 0.3, 2), new int[] {0, 0, 1});

        // When
        double loss = new TripletLoss(Distance.COSINE, new MarginRange(0.2, 0.5))
                .of(circle(manager, 0, 0.5, 0.9), input)
                .getDouble();

        // Then
        double first = 0.5 - 0.9 + 0.5;
        double second = 0.5 - 0.4 + 0.3 / 1.7 * 1.4 + 0.2;
        assertThat(loss).isCloseTo((first + second) / 2, within(1e-5));
    }

    @Test
    void shouldFindAllTripletsWhenTheBatchIsLarge() {
        // Given
        // Of 1,500 faces, the first two have one identity, the last one another, and the others none.
        int[] classes = new int[1500];
        Arrays.fill(classes, UNLABELLED);
        classes[0] = 0;
        classes[1] = 0;
        classes[1499] = 1;
        double[] student = new double[classes.length];
        student[1] = 0.5;
        student[1499] = 0.9;
        double[] teacher = new double[classes.length];
        teacher[1] = 0.3;
        teacher[1499] = 2;

        // When
        double loss = new TripletLoss(Distance.COSINE, new MarginRange(0.2, 0.5))
                .of(circle(manager, student), new LossInput(circle(manager, teacher), classes))
                .getDouble();

        // Then
        // The value is that of the three labelled faces.
        assertThat(loss).isCloseTo((0.5 - 0.9 + 0.5 + 0.5 - 0.4 + 0.3 / 1.7 * 1.4 + 0.2) / 2, within(1e-5));
    }

    private static final int FACES = 6;
    private static final int LENGTH = 5;
    private static final int CLASSES = 3;
    private static final int[] WITH_UNLABELLED = {0, 0, 1, UNLABELLED, 1, 2};

    static Stream<String> kinds() {
        return Stream.of("angle", "arcface", "margin_distillation", "margin_softmax", "triplet_l2", "triplet_cosine");
    }

    private Loss loss(String kind, NDArray own) {
        NDArray teacher = UnitVectors.rows(random(11, CLASSES));
        return switch (kind) {
            case "angle" -> new CosineLoss();
            case "arcface" -> new ArcFaceLoss(8, 0.5, kind, own);
            case "margin_distillation" -> new MarginDistillationLoss(8, new MarginRange(0.2, 0.5), teacher);
            case "margin_softmax" -> new MarginSoftmaxLoss(8, 0.5, 3, 0.4, kind, own, teacher);
            case "triplet_l2" -> new TripletLoss(Distance.L2, new MarginRange(0.2, 0.5));
            default -> new TripletLoss(Distance.COSINE, new MarginRange(0.2, 0.5));
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldHaveTheNumericGradientWhenDifferentiatedByEmbeddings(String kind) {
        // Given
        LossInput input = new LossInput(UnitVectors.rows(random(2, FACES)), WITH_UNLABELLED);
        NDArray own = random(3, CLASSES);

        // Then
        assertGradient(random(1, FACES), student -> loss(kind, own).of(student, input));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldHaveTheNumericGradientWhenDifferentiatedByItsParameters(String kind) {
        // Given
        LossInput input = new LossInput(UnitVectors.rows(random(2, FACES)), WITH_UNLABELLED);
        NDArray student = random(1, FACES);

        // Then
        if (!loss(kind, random(3, CLASSES)).parameters().isEmpty()) {
            assertGradient(random(3, CLASSES), own -> loss(kind, own).of(student, input));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldIgnoreAFaceWhenItIsUnlabelledUnlessTheLossIsAngle(String kind) {
        // Given
        // Two batches that differ in the embedding of the unlabelled face only.
        NDArray own = random(3, CLASSES);
        NDArray student = random(1, FACES);
        NDArray other = changedRow(student, 3);
        NDArray teacher = UnitVectors.rows(random(2, FACES));

        // When
        double one = loss(kind, own)
                .of(student, new LossInput(teacher, WITH_UNLABELLED))
                .getDouble();
        double two = loss(kind, own)
                .of(other, new LossInput(teacher, WITH_UNLABELLED))
                .getDouble();

        // Then
        assertThat(one == two).isEqualTo(!kind.equals("angle"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldBeZeroWhenNoFaceIsLabelledUnlessTheLossIsAngle(String kind) {
        // Given
        int[] unlabelled = {UNLABELLED, UNLABELLED, UNLABELLED, UNLABELLED, UNLABELLED, UNLABELLED};
        LossInput input = new LossInput(UnitVectors.rows(random(2, FACES)), unlabelled);
        NDArray student = random(1, FACES);
        student.setRequiresGradient(true);

        // When
        double loss;
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray value = loss(kind, random(3, CLASSES)).of(student, input);
            collector.backward(value);
            loss = value.getDouble();
        }

        // Then
        double[] gradient = student.getGradient().toDoubleArray();
        if (kind.equals("angle")) {
            assertThat(loss).isPositive();
        } else {
            assertThat(loss).isZero();
            assertThat(gradient).containsOnly(0);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldLeaveNoArraysBehindWhenTheStepIsClosed(String kind) {
        // Given
        Loss loss = loss(kind, random(3, CLASSES));
        NDArray student = random(1, FACES);
        NDArray teacher = UnitVectors.rows(random(2, FACES));
        int before = manager.getManagedArrays().size();

        // When
        try (NDManager step = manager.newSubManager()) {
            LossInput input = new LossInput(step.create(teacher.toDoubleArray(), teacher.getShape()), WITH_UNLABELLED);
            loss.of(step.create(student.toDoubleArray(), student.getShape()), input);
        }

        // Then
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void shouldAddWeightedLossesWhenThereAreSeveral() {
        // Given
        LossInput input = new LossInput(UnitVectors.rows(random(2, FACES)), WITH_UNLABELLED);
        NDArray student = random(1, FACES);
        Loss arcFace = loss("arcface", random(3, CLASSES));
        WeightedLosses losses =
                new WeightedLosses(List.of(new Term("angle", 2, new CosineLoss()), new Term("arcface", 0.25, arcFace)));

        // When
        WeightedLosses.Value value = losses.of(student, input);

        // Then
        double angle = new CosineLoss().of(student, input).getDouble();
        double arc = arcFace.of(student, input).getDouble();
        assertThat(value.total().getDouble()).isCloseTo(2 * angle + 0.25 * arc, within(EXACT));
        assertThat(value.terms().get(1).getDouble()).isCloseTo(arc, within(EXACT));
        assertThat(losses.parameters()).containsOnlyKeys("arcface.weight");
    }

    /** In single precision, as in a run, because gradients do not pass some conversions of the engine. */
    @ParameterizedTest
    @MethodSource("kinds")
    void shouldPassTheGradientOfAWeightedLossWhenInSinglePrecision(String kind) {
        // Given
        LossInput input = new LossInput(single(UnitVectors.rows(random(2, FACES))), WITH_UNLABELLED);
        NDArray student = single(random(1, FACES));
        student.setRequiresGradient(true);
        Loss loss = singleLoss(kind);
        WeightedLosses losses = new WeightedLosses(List.of(new Term(kind, 0.5, loss)));

        // When
        float[] alone = gradient(student, () -> loss.of(student, input));
        float[] weighted = gradient(student, () -> losses.of(student, input).total());

        // Then
        for (int i = 0; i < alone.length; i++) {
            assertThat(weighted[i]).isCloseTo(alone[i] / 2, within(1e-5f));
        }
        assertThat(Arrays.equals(alone, new float[alone.length])).isFalse();
    }

    private float[] gradient(NDArray array, Supplier<NDArray> loss) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            collector.backward(loss.get());
        }
        NDArray gradient = array.getGradient();
        float[] values = gradient.toFloatArray();
        gradient.subi(gradient);
        return values;
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void shouldHaveAFiniteGradientWhenTwoFacesAreEqual(Distance distance) {
        // Given
        NDArray student = rows(manager, new double[] {1, 2}, new double[] {1, 2}, new double[] {2, 1});
        student.setRequiresGradient(true);
        LossInput input = new LossInput(circle(manager, 0, 0, 1), new int[] {0, 0, 1});

        // When
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            collector.backward(new TripletLoss(distance, new MarginRange(0.2, 0.9)).of(student, input));
        }

        // Then
        assertThat(student.getGradient().toDoubleArray())
                .satisfies(gradient -> assertThat(Arrays.stream(gradient).allMatch(Double::isFinite))
                        .isTrue());
    }

    @Test
    void shouldRejectMarginsWhenTheSmallestExceedsTheLargest() {
        // When
        ThrowingCallable create = () -> new MarginRange(0.5, 0.2);

        // Then
        assertThatThrownBy(create)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not from 0.5 to 0.2");
    }

    @Test
    void shouldKeepSinglePrecisionWhenInputsHaveIt() {
        // Given
        LossInput input = new LossInput(single(UnitVectors.rows(random(2, FACES))), WITH_UNLABELLED);

        // When
        List<DataType> types = kinds().map(kind ->
                        singleLoss(kind).of(single(random(1, FACES)), input).getDataType())
                .toList();

        // Then
        assertThat(types).containsOnly(DataType.FLOAT32);
    }

    private Loss singleLoss(String kind) {
        NDArray own = single(random(3, CLASSES));
        NDArray teacher = single(UnitVectors.rows(random(11, CLASSES)));
        return switch (kind) {
            case "margin_distillation" -> new MarginDistillationLoss(8, new MarginRange(0.2, 0.5), teacher);
            case "margin_softmax" -> new MarginSoftmaxLoss(8, 0.5, 3, 0.4, kind, own, teacher);
            default -> loss(kind, own);
        };
    }

    private static NDArray single(NDArray array) {
        return array.toType(DataType.FLOAT32, true);
    }

    private NDArray random(long seed, int rows) {
        Random random = new Random(seed);
        return manager.create(random.doubles((long) rows * LENGTH, -1, 1).toArray(), new Shape(rows, LENGTH));
    }

    private NDArray changedRow(NDArray array, int row) {
        double[] values = array.toDoubleArray();
        for (int i = row * LENGTH; i < (row + 1) * LENGTH; i++) {
            values[i] = -values[i] + 0.1;
        }
        return manager.create(values, array.getShape());
    }

    /** Squared distance of two points of the unit circle. */
    private static double chord(double radians) {
        return 2 - 2 * Math.cos(radians);
    }

    private static double crossEntropy(double scale, double own, double other) {
        double right = Math.exp(scale * Math.cos(own));
        return -Math.log(right / (right + Math.exp(scale * Math.cos(other))));
    }

    private static double[] softmax(double[] logits, double temperature) {
        double first = Math.exp(logits[0] / temperature);
        double second = Math.exp(logits[1] / temperature);
        return new double[] {first / (first + second), second / (first + second)};
    }
}
