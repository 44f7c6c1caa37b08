package io.vestibule.training.augmentation;

import io.vestibule.common.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random draws for one face in one epoch. They do not depend on threads or on other faces. */
final class RandomDraws {

    private final SplittableRandom random;

    private RandomDraws(SplittableRandom random) {
        this.random = random;
    }

    static RandomDraws of(long seed, long epoch, String name) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(seed).putLong(epoch).array());
        byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
        return new RandomDraws(new SplittableRandom(ByteBuffer.wrap(hash).getLong()));
    }

    /** True with the given probability. */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Uniformly distributed from -most to most. */
    double within(double most) {
        return (2 * random.nextDouble() - 1) * most;
    }

    /** Uniformly distributed from least to most. */
    double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    RandomGenerator generator() {
        return random;
    }
}
