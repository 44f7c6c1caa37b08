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
 * How a run went, read from its {@code metrics.jsonl}.
 *
 * @param learnt figures of every few steps
 * @param judged figures of each judgement
 */
record TrainingHistory(List<Learnt> learnt, List<Judged> judged) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FNMR = "fnmrAtFmr1e-3";

    /** Means over some steps. */
    record Learnt(long step, double loss, Map<String, Double> terms, double rate, double imagesPerSecond) {}

    /** What the averaged student reached; nothing where there were too few pairs. */
    record Judged(
            long step,
            double cosine,
            double accuracy,
            double crossAccuracy,
            OptionalDouble fnmr,
            OptionalDouble crossFnmr) {}

    static TrainingHistory read(Path file) throws IOException {
        List<Learnt> learnt = new ArrayList<>();
        List<Judged> judged = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode fields = JSON.readTree(line);
            if (fields.has("validation")) {
                judged.add(judged(fields.path("step").asLong(), fields.path("validation")));
            } else {
                Map<String, Double> terms = new LinkedHashMap<>();
                fields.path("terms")
                        .properties()
                        .forEach(
                                term -> terms.put(term.getKey(), term.getValue().asDouble()));
                learnt.add(new Learnt(
                        fields.path("step").asLong(),
                        fields.path("loss").asDouble(),
                        terms,
                        fields.path("rate").asDouble(),
                        fields.path("imagesPerSecond").asDouble()));
            }
        }
        return new TrainingHistory(learnt, judged);
    }

    private static Judged judged(long step, JsonNode marks) {
        JsonNode own = marks.path("own");
        JsonNode cross = marks.path("cross");
        return new Judged(
                step,
                marks.path("cosine").asDouble(),
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
