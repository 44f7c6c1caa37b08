package io.vestibule.training.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.training.evaluation.ValidationMetrics;
import io.vestibule.training.evaluation.ValidationMetrics.Verification;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes {@code metrics.jsonl}: one JSON object a line, each with its {@code step}. */
final class MetricsLog implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String VALIDATION = "validation";
    private static final String FNMR = "fnmrAtFmr1e-3";

    private final BufferedWriter out;
    private final Optional<ValidationResult> best;
    private final Optional<ValidationResult> last;

    private MetricsLog(BufferedWriter out, Optional<ValidationResult> best, Optional<ValidationResult> last) {
        this.out = out;
        this.best = best;
        this.last = last;
    }

    /** Opens a new or an existing log. Removes lines after {@code step}, which a killed run has written. */
    static MetricsLog open(Path file, long step) throws IOException {
        List<String> kept = List.of();
        if (Files.exists(file)) {
            kept = Files.readAllLines(file).stream()
                    .filter(line -> step(line) <= step)
                    .toList();
            Files.write(file, kept);
        }
        Optional<ValidationResult> best = Optional.empty();
        Optional<ValidationResult> last = Optional.empty();
        for (String line : kept) {
            JsonNode fields = JSON.readTree(line);
            if (fields.has(VALIDATION)) {
                ValidationResult result =
                        new ValidationResult(fields.path("step").asLong(), metrics(fields.path(VALIDATION)));
                best = best.filter(known -> !result.metrics().isBetterThan(known.metrics()))
                        .or(() -> Optional.of(result));
                last = Optional.of(result);
            }
        }
        return new MetricsLog(
                Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), best, last);
    }

    /** The best validation that the log contained when it was opened. */
    Optional<ValidationResult> best() {
        return best;
    }

    /** The newest validation that the log contained when it was opened. */
    Optional<ValidationResult> last() {
        return last;
    }

    void writeStatus(TrainingListener.Status status, double seconds) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", status.step());
        line.put("epoch", status.epoch());
        line.put("seconds", seconds);
        line.put("loss", status.loss());
        line.put("terms", status.terms());
        line.put("rate", status.rate());
        line.put("gradient", status.gradientNorm());
        line.put("imagesPerSecond", status.imagesPerSecond());
        write(line);
    }

    void writeValidation(ValidationResult result) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", result.step());
        line.put(VALIDATION, fields(result.metrics()));
        write(line);
    }

    /** Fields as in the log and in {@code result.json}. */
    static Map<String, Object> fields(ValidationMetrics metrics) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cosine", metrics.cosine());
        fields.put("own", fields(metrics.own()));
        fields.put("cross", fields(metrics.cross()));
        return fields;
    }

    static Map<String, Object> fields(Verification verification) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("accuracy", verification.accuracy());
        verification.fnmr().ifPresent(rate -> fields.put(FNMR, rate));
        fields.put("genuine", verification.genuine());
        fields.put("impostor", verification.impostor());
        return fields;
    }

    private static ValidationMetrics metrics(JsonNode fields) {
        return new ValidationMetrics(
                fields.path("cosine").asDouble(), verification(fields.path("own")), verification(fields.path("cross")));
    }

    private static Verification verification(JsonNode fields) {
        return new Verification(
                fields.path("accuracy").asDouble(),
                fields.has(FNMR) ? OptionalDouble.of(fields.path(FNMR).asDouble()) : OptionalDouble.empty(),
                fields.path("genuine").asLong(),
                fields.path("impostor").asLong());
    }

    private void write(Map<String, Object> line) {
        try {
            out.write(JSON.writeValueAsString(line));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("metrics.jsonl of the run cannot be written: " + e.getMessage(), e);
        }
    }

    private static long step(String line) {
        try {
            JsonNode step = JSON.readTree(line).path("step");
            return step.isNumber() ? step.asLong() : Long.MAX_VALUE;
        } catch (IOException incomplete) {
            return Long.MAX_VALUE; // the last line of a killed run
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
