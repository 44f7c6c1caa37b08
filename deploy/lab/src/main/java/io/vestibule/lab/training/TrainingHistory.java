package io.vestibule.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Progress and validations of a run, read from its {@code metrics.jsonl}.
 *
 * @param progress averages of every few steps
 * @param validations validation metrics
 */
record TrainingHistory(List<Progress> progress, List<Validation> validations) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FNMR = "fnmrAtFmr1e-3";

    /** Averages over some steps. */
    record Progress(long step, double loss, Map<String, Double> terms, double rate, double imagesPerSecond) {}

    /** Metrics of the averaged student; rates are empty if there were too few pairs. */
    record Validation(
            long step,
            double cosine,
            double accuracy,
            double crossAccuracy,
            OptionalDouble fnmr,
            OptionalDouble crossFnmr) {}

    static TrainingHistory read(Path file) throws IOException {
        List<Progress> progress = new ArrayList<>();
        List<Validation> validations = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode fields = JSON.readTree(line);
            if (fields.has("validation")) {
                validations.add(validation(fields.path("step").asLong(), fields.path("validation")));
            } else {
                progress.add(progress(fields));
            }
        }
        return new TrainingHistory(progress, validations);
    }

    private static Progress progress(JsonNode fields) {
        Map<String, Double> terms = new LinkedHashMap<>();
        fields.path("terms")
                .properties()
                .forEach(term -> terms.put(term.getKey(), term.getValue().asDouble()));
        return new Progress(
                fields.path("step").asLong(),
                fields.path("loss").asDouble(),
                terms,
                fields.path("rate").asDouble(),
                fields.path("imagesPerSecond").asDouble());
    }

    private static Validation validation(long step, JsonNode metrics) {
        JsonNode own = metrics.path("own");
        JsonNode cross = metrics.path("cross");
        return new Validation(
                step,
                metrics.path("cosine").asDouble(),
                own.path("accuracy").asDouble(),
                cross.path("accuracy").asDouble(),
                fnmr(own),
                fnmr(cross));
    }

    private static OptionalDouble fnmr(JsonNode verification) {
        return verification.has(FNMR)
                ? OptionalDouble.of(verification.path(FNMR).asDouble())
                : OptionalDouble.empty();
    }
}
