package io.vestibule.training.augmentation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/** Draws of one face in one epoch. They depend on nothing else: not on threads, not on what was drawn before. */
final class RandomDraws {

    /** Draws of a normal distribution, made once: noise needs 37,632 a face, and only has to look like noise. */
    private static final float[] GAUSSIANS = gaussians();

    private final SplittableRandom random;

    private RandomDraws(SplittableRandom random) {
        this.random = random;
    }

    static RandomDraws of(long seed, long epoch, String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(seed)
                    .putLong(epoch)
                    .array());
            byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
            return new RandomDraws(new SplittableRandom(ByteBuffer.wrap(hash).getLong()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether it happens, to this share of the faces. */
    boolean happens(double share) {
        return random.nextDouble() < share;
    }

    /** From -most to most, all alike. */
    double within(double most) {
        return (2 * random.nextDouble() - 1) * most;
    }

    /** From least to most, all alike. */
    double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    /** Fills with draws of a normal distribution of mean 0 and deviation 1. */
    void fill(float[] noise) {
        for (int i = 0; i < noise.length; i += 4) {
            long bits = random.nextLong();
            for (int j = i; j < Math.min(i + 4, noise.length); j++) {
                noise[j] = GAUSSIANS[(int) bits & GAUSSIANS.length - 1];
                bits >>>= Short.SIZE;
            }
        }
    }

    private static float[] gaussians() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[1 << 14];
        for (int i = 0; i < values.length; i++) {
            double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            values[i] = (float) (radius * StrictMath.cos(2 * Math.PI * random.nextDouble()));
        }
        return values;
    }
}
