package io.vestibule.degradation.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.degradation.JpegEncoder;
import io.vestibule.degradation.clip.DegradationKind.Poster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test picture has 640x480 pixels. Its left half is grey (120), its right half brown. */
class DegradationKindTest {

    private static final Color BROWN = new Color(140, 100, 60);
    private static final Color POSTER = new Color(20, 200, 20);

    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(120, 120, 120));
        graphics.fillRect(0, 0, 640, 480);
        graphics.setColor(BROWN);
        graphics.fillRect(320, 0, 320, 480);
        graphics.dispose();
        return picture;
    }

    private static Optional<Poster> poster() {
        BufferedImage print = new BufferedImage(20, 20, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 400; i++) {
            print.setRGB(i % 20, i / 20, POSTER.getRGB());
        }
        return Optional.of(new Poster(print, new Rectangle(10, 20, 100, 120), Duration.ofSeconds(5)));
    }

    private static BufferedImage degraded(DegradationKind kind, double seconds) {
        BufferedImage picture = picture();
        Duration at = Duration.ofMillis(Math.round(1000 * seconds));
        kind.create(1, DegradationKindTest::poster).orElseThrow().apply(picture, at, new Random(at.toMillis()));
        return picture;
    }

    private static double mean(BufferedImage picture, int left, int right) {
        double sum = 0;
        for (int y = 0; y < 480; y++) {
            for (int x = left; x < right; x++) {
                sum += picture.getRGB(x, y) >> 8 & 255;
            }
        }
        return sum / (480 * (right - left));
    }

    private static double deviation(BufferedImage picture, int left, int right) {
        double mean = mean(picture, left, right);
        double sum = 0;
        for (int y = 0; y < 480; y++) {
            for (int x = left; x < right; x++) {
                double off = (picture.getRGB(x, y) >> 8 & 255) - mean;
                sum += off * off;
            }
        }
        return Math.sqrt(sum / (480 * (right - left)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldGiveTheSamePictureWhenSeedAndTimeAreEqual(DegradationKind kind) {
        // Given
        byte[] clean = new JpegEncoder(0.95f).encode(picture());
        Duration at = Duration.ofMillis(12_400);

        // When
        PictureDegrader one =
                new PictureDegrader(kind.create(7, DegradationKindTest::poster).orElseThrow(), 7);
        PictureDegrader other =
                new PictureDegrader(kind.create(7, DegradationKindTest::poster).orElseThrow(), 7);
        other.degrade(clean, Duration.ZERO);

        // Then
        byte[] degraded = one.degrade(clean, at);
        assertThat(other.degrade(clean, at)).isEqualTo(degraded).isNotEqualTo(clean);
    }

    @Test
    void shouldCreateNothingWhenTheKindIsNone() {
        // When
        Optional<Degradation> degradation = DegradationKind.NONE.create(1, DegradationKindTest::poster);

        // Then
        assertThat(degradation).isEmpty();
    }

    @Test
    void shouldAddNoiseWithADeviationOfTwentyWhenNoisy() {
        // When
        BufferedImage noisy = degraded(DegradationKind.NOISE, 0);

        // Then
        assertThat(deviation(noisy, 0, 320)).isCloseTo(20, within(0.5));
        assertThat(mean(noisy, 0, 320)).isCloseTo(120, within(0.5));
    }

    @Test
    void shouldNeedLessThanAThirdOfTheBytesWhenCompressed() {
        // Given
        BufferedImage noisy = degraded(DegradationKind.NOISE, 0);
        byte[] clean = new JpegEncoder(Degradation.GOOD_QUALITY).encode(noisy);

        // When
        byte[] degraded = new PictureDegrader(
                        DegradationKind.JPEG
                                .create(1, DegradationKindTest::poster)
                                .orElseThrow(),
                        1)
                .degrade(clean, Duration.ZERO);

        // Then
        assertThat(degraded.length).isLessThan(clean.length / 3);
    }

    @Test
    void shouldVaryByAQuarterWhenItFlickers() {
        // When
        double darkest = 2;
        double brightest = 0;
        for (double seconds = 0; seconds < 20; seconds += 0.2) {
            double gain = mean(degraded(DegradationKind.FLICKER, seconds), 0, 320) / 120;
            darkest = Math.min(darkest, gain);
            brightest = Math.max(brightest, gain);
        }

        // Then
        assertThat(darkest).isBetween(0.745, 0.78);
        assertThat(brightest).isBetween(1.22, 1.255);
    }

    @Test
    void shouldLoseColourAndGainNoiseWhenInfrared() {
        // When
        BufferedImage picture = degraded(DegradationKind.INFRARED, 3);

        // Then
        Color pixel = new Color(picture.getRGB(500, 240));
        assertThat(pixel.getRed()).isEqualTo(pixel.getGreen()).isEqualTo(pixel.getBlue());
        assertThat(deviation(picture, 300, 318)).isBetween(6.5, 12.0);
        assertThat(mean(picture, 310, 318)).isGreaterThan(mean(picture, 0, 8) + 15);
    }

    @Test
    void shouldDrawBrightStreaksAtNewPositionsWhenItRains() {
        // When
        BufferedImage one = degraded(DegradationKind.RAIN, 1);
        BufferedImage next = degraded(DegradationKind.RAIN, 1.2);

        // Then
        int wet = 0;
        int wetInBoth = 0;
        for (int y = 0; y < 480; y++) {
            for (int x = 0; x < 320; x++) {
                boolean here = (one.getRGB(x, y) & 255) > 124;
                wet += here ? 1 : 0;
                wetInBoth += here && (next.getRGB(x, y) & 255) > 124 ? 1 : 0;
            }
        }
        assertThat(wet / (320.0 * 480)).isBetween(0.01, 0.05);
        assertThat(wetInBoth).isLessThan(wet / 5);
    }

    @Test
    void shouldDarkenABandForFiveSecondsWhenAShadowCrosses() {
        // When
        BufferedImage before = degraded(DegradationKind.SHADOW, 9.9);
        BufferedImage during = degraded(DegradationKind.SHADOW, 12.5);
        BufferedImage after = degraded(DegradationKind.SHADOW, 16);

        // Then
        assertThat(mean(before, 0, 320)).isEqualTo(120);
        assertThat(mean(during, 300, 318)).isCloseTo(72, within(1.0));
        assertThat(mean(during, 0, 100)).isEqualTo(120);
        assertThat(mean(after, 0, 320)).isEqualTo(120);
    }

    @Test
    void shouldMoveThePictureByAFewPixelsWhenItShakes() {
        // When
        int farthest = 0;
        int often = 0;
        for (int i = 0; i < 100; i++) {
            BufferedImage picture = degraded(DegradationKind.SHAKE, 0.2 * i);
            int edge = 0;
            while (new Color(picture.getRGB(edge, 240)).getRed() != BROWN.getRed()) {
                edge++;
            }
            farthest = Math.max(farthest, Math.abs(edge - 320));
            often += Math.abs(edge - 320) <= 2 ? 1 : 0;
        }

        // Then
        assertThat(farthest).isBetween(2, 5);
        assertThat(often).isGreaterThan(90);
    }

    @Test
    void shouldShowThePosterWhenItsTimeHasCome() {
        // When
        BufferedImage before = degraded(DegradationKind.POSTER, 4.8);
        BufferedImage after = degraded(DegradationKind.POSTER, 5);

        // Then
        assertThat(before.getRGB(60, 80)).isEqualTo(picture().getRGB(60, 80));
        assertThat(after.getRGB(60, 80)).isEqualTo(POSTER.getRGB());
        assertThat(after.getRGB(120, 80)).isEqualTo(picture().getRGB(120, 80));
    }
}
