package io.vestibule.zoo.prepare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Numbers in a text resource, one per line. Lines that start with # are comments. */
final class NumberResource {

    private static final String FOLDER = "/io/vestibule/zoo/";

    private NumberResource() {}

    static float[] read(String name) {
        List<Float> values = lines(name).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(Float::valueOf)
                .toList();
        float[] numbers = new float[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i);
        }
        return numbers;
    }

    private static List<String> lines(String name) {
        InputStream resource = Objects.requireNonNull(
                NumberResource.class.getResourceAsStream(FOLDER + name), "the jar has no " + FOLDER + name);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
