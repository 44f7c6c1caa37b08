package io.vestibule.zoo.prepare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Numbers in a text file of this jar, one a line; lines with a # say what they are. */
final class NumberResource {
    private NumberResource() {}

    static float[] ofResource(String name) {
        var values = lines(name).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(Float::valueOf)
                .toList();
        var numbers = new float[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i);
        }
        return numbers;
    }

    private static List<String> lines(String name) {
        try (var in = Objects.requireNonNull(
                        NumberResource.class.getResourceAsStream("/io/vestibule/zoo/" + name), name);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
