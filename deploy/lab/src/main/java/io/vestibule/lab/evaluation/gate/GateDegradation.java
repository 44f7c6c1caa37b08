package io.vestibule.lab.evaluation.gate;

import io.vestibule.lab.scenes.JpegEncoder;
import io.vestibule.lab.scenes.SensorNoise;
import io.vestibule.models.face.AlignedFace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A degradation of the probe face. It is applied to the aligned face, not to the photograph, so that the gate measures
 * the embedder and not the detector. The same face always gives the same result.
 */
enum GateDegradation {
    /** Unchanged. */
    CLEAN("unchanged"),
    /** A low-bandwidth connection. */
    JPEG_20("JPEG at quality 20 of 100"),
    JPEG_40("JPEG at quality 40 of 100"),
    /** A sixteenth of the light in 8 bits: 0.28 of each value, plus sensor noise. */
    DARKNESS("four stops less light, noise of 4 grey levels"),
    /** Grey, mostly from red, as an infrared camera has it at night. Real infrared is not only grey: this is only like it. */
    INFRARED("grey, mostly from red, grey noise of 7 levels"),
    /** Out of focus, or in motion. */
    BLUR("Gaussian blur, 2.5 pixels of a face 112 wide"),
    /** At a distance. */
    SMALL("28 pixels enlarged to 112");

    private static final int SIDE = AlignedFace.SIDE;

    /** (1/16)^(1/2.2): values are not light, but its 2.2th root. */
    private static final double DARK_GAIN = 0.284;

    private static final double DARK_NOISE = 4;
    private static final double INFRARED_NOISE = 7;
    private static final double BLUE = 0.08;
    private static final double GREEN = 0.31;
    private static final double RED = 0.61;
    private static final double BLUR_SIGMA = 2.5;
    private static final int SHRINKING = 4;

    private final String description;

    GateDegradation(String description) {
        this.description = description;
    }

    /** Returns a description for reports. */
    String description() {
        return description;
    }

    /** Returns all degradations except {@link #CLEAN}. */
    static List<GateDegradation> allExceptClean() {
        return Arrays.stream(values())
                .filter(degradation -> degradation != CLEAN)
                .toList();
    }

    /** Returns the name as it is written in results. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    AlignedFace of(AlignedFace face) {
        return switch (this) {
            case CLEAN -> face;
            case JPEG_20 -> compressed(face, 0.2f);
            case JPEG_40 -> compressed(face, 0.4f);
            case DARKNESS -> {
                byte[] pixels = face.bgr().clone();
                Noise.SENSOR.addTo(pixels, DARK_GAIN, DARK_NOISE, false, seeded(face));
                yield new AlignedFace(pixels);
            }
            case INFRARED -> infrared(face);
            case BLUR -> blurred(face);
            case SMALL -> small(face);
        };
    }

    /** Drawn once, when it is first asked for. */
    private static final class Noise {
        static final SensorNoise SENSOR = new SensorNoise(1);
    }

    private static Random seeded(AlignedFace face) {
        return new Random(Arrays.hashCode(face.bgr()));
    }

    private static AlignedFace compressed(AlignedFace face, float quality) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(face.bgr(), 0, bytes(picture), 0, AlignedFace.BYTES);
        byte[] file = new JpegEncoder(quality).encode(picture);
        try {
            // In memory: faces are not to lie about in a folder for temporary files. Reading closes the stream.
            BufferedImage decoded = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
            BufferedImage bgr = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
            bgr.getGraphics().drawImage(decoded, 0, 0, null);
            return new AlignedFace(bytes(bgr).clone());
        } catch (IOException impossible) {
            throw new UncheckedIOException("a picture in memory cannot be decoded", impossible);
        }
    }

    private static byte[] bytes(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }

    private static AlignedFace infrared(AlignedFace face) {
        byte[] pixels = face.bgr().clone();
        for (int i = 0; i < pixels.length; i += 3) {
            byte grey = clamp(BLUE * (pixels[i] & 255) + GREEN * (pixels[i + 1] & 255) + RED * (pixels[i + 2] & 255));
            pixels[i] = grey;
            pixels[i + 1] = grey;
            pixels[i + 2] = grey;
        }
        Noise.SENSOR.addTo(pixels, 1, INFRARED_NOISE, true, seeded(face));
        return new AlignedFace(pixels);
    }

    private static AlignedFace blurred(AlignedFace face) {
        double[] kernel = new double[2 * (int) Math.ceil(3 * BLUR_SIGMA) + 1];
        int middle = kernel.length / 2;
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = Math.exp(-(i - middle) * (i - middle) / (2 * BLUR_SIGMA * BLUR_SIGMA));
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return new AlignedFace(swept(swept(face.bgr(), kernel, 3), kernel, 3 * SIDE));
    }

    /** @param step from a value to its neighbour: 3 along a row, a row's bytes along a column */
    private static byte[] swept(byte[] pixels, double[] kernel, int step) {
        byte[] swept = new byte[pixels.length];
        int middle = kernel.length / 2;
        for (int i = 0; i < pixels.length; i++) {
            int place = step == 3 ? i / 3 % SIDE : i / (3 * SIDE);
            double sum = 0;
            for (int k = 0; k < kernel.length; k++) {
                int other = Math.max(0, Math.min(SIDE - 1, place + k - middle));
                sum += kernel[k] * (pixels[i + (other - place) * step] & 255);
            }
            swept[i] = clamp(sum);
        }
        return swept;
    }

    /** Means of squares, and back by straight lines between them. */
    private static AlignedFace small(AlignedFace face) {
        int side = SIDE / SHRINKING;
        double[] means = new double[side * side * 3];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int colour = 0; colour < 3; colour++) {
                    means[(y / SHRINKING * side + x / SHRINKING) * 3 + colour] +=
                            (face.bgr()[(y * SIDE + x) * 3 + colour] & 255) / (double) (SHRINKING * SHRINKING);
                }
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] = Math.round(means[i]);
        }
        byte[] large = new byte[AlignedFace.BYTES];
        for (int y = 0; y < SIDE; y++) {
            double down = between(y, side);
            int top = (int) down;
            int bottom = Math.min(top + 1, side - 1);
            for (int x = 0; x < SIDE; x++) {
                double across = between(x, side);
                int left = (int) across;
                int right = Math.min(left + 1, side - 1);
                for (int colour = 0; colour < 3; colour++) {
                    double upper = mix(
                            means[(top * side + left) * 3 + colour],
                            means[(top * side + right) * 3 + colour],
                            across - left);
                    double lower = mix(
                            means[(bottom * side + left) * 3 + colour],
                            means[(bottom * side + right) * 3 + colour],
                            across - left);
                    large[(y * SIDE + x) * 3 + colour] = clamp(mix(upper, lower, down - top));
                }
            }
        }
        return new AlignedFace(large);
    }

    /** Where the middle of a pixel lies among the middles of the squares. */
    private static double between(int pixel, int side) {
        return Math.max(0, Math.min(side - 1.0, (pixel + 0.5) / SHRINKING - 0.5));
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static byte clamp(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
