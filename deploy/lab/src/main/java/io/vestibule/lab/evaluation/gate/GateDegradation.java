package io.vestibule.lab.evaluation.gate;

import io.vestibule.degradation.GaussianBlur;
import io.vestibule.degradation.InfraredConversion;
import io.vestibule.degradation.JpegCompression;
import io.vestibule.degradation.ReducedResolution;
import io.vestibule.degradation.SensorNoise;
import io.vestibule.models.face.AlignedFace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

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
    /**
     * Converted to the grey picture of an infrared camera ({@link InfraredConversion}), with the noise of low light. A
     * colour photograph can only approximate real infrared.
     */
    INFRARED("infrared conversion, grey noise of 7 levels"),
    /** Out of focus, or in motion. */
    BLUR("Gaussian blur, 2.5 pixels of a face 112 wide"),
    /** At a distance. */
    SMALL("28 pixels enlarged to 112");

    private static final int SIDE = AlignedFace.SIDE;

    /** (1/16)^(1/2.2), because pixel values are gamma-encoded with an exponent of 1/2.2. */
    private static final double DARK_GAIN = 0.284;

    private static final double DARK_NOISE = 4;
    private static final double INFRARED_NOISE = 7;
    private static final double BLUR_SIGMA = 2.5;
    private static final int REDUCTION = 4;

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

    /** Returns the degraded face. */
    AlignedFace of(AlignedFace face) {
        return switch (this) {
            case CLEAN -> face;
            case JPEG_20 -> new AlignedFace(JpegCompression.apply(face.bgr(), SIDE, 0.2f));
            case JPEG_40 -> new AlignedFace(JpegCompression.apply(face.bgr(), SIDE, 0.4f));
            case DARKNESS -> {
                byte[] pixels = face.bgr().clone();
                Noise.SENSOR.addTo(pixels, DARK_GAIN, DARK_NOISE, false, seeded(face));
                yield new AlignedFace(pixels);
            }
            case INFRARED -> {
                byte[] pixels = face.bgr().clone();
                InfraredConversion.withoutLamp(pixels);
                Noise.SENSOR.addTo(pixels, 1, INFRARED_NOISE, true, seeded(face));
                yield new AlignedFace(pixels);
            }
            case BLUR -> new AlignedFace(GaussianBlur.apply(face.bgr(), SIDE, BLUR_SIGMA));
            case SMALL -> new AlignedFace(ReducedResolution.apply(face.bgr(), SIDE, SIDE / REDUCTION));
        };
    }

    /** Holds the noise, which is drawn at its first use. */
    private static final class Noise {
        static final SensorNoise SENSOR = new SensorNoise(1);
    }

    private static Random seeded(AlignedFace face) {
        return new Random(Arrays.hashCode(face.bgr()));
    }
}
