package io.vestibule.lab.bench;

import io.vestibule.models.Stage;
import io.vestibule.models.StageListener;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How long each stage takes, while it is told to listen: the models' own stages, and the three that are arithmetic. Thread-safe.
 */
final class StageTimes implements StageListener {

    private final Map<Stage, Durations> stages = new EnumMap<>(Stage.class);
    private final Durations distance = new Durations();
    private final Durations following = new Durations();
    private final Durations search = new Durations();
    private volatile boolean listening;

    StageTimes() {
        for (Stage stage : Stage.values()) {
            stages.put(stage, new Durations());
        }
    }

    void listen(boolean whether) {
        listening = whether;
    }

    @Override
    public void onStage(Stage stage, int batch, long nanos) {
        if (listening) {
            stages.get(stage).add(nanos);
        }
    }

    /** Comparing a frame with its background. */
    void distanceTook(long nanos) {
        if (listening) {
            distance.add(nanos);
        }
    }

    /** Letting the background follow a quiet frame. */
    void followingTook(long nanos) {
        if (listening) {
            following.add(nanos);
        }
    }

    /** Searching the gallery for a face. */
    void searchTook(long nanos) {
        if (listening) {
            search.add(nanos);
        }
    }

    /** By name of the stage, in the order of the path; stages that were never heard of are left out. */
    Map<String, Durations> byName() {
        Map<String, Durations> named = new LinkedHashMap<>();
        stages.forEach((stage, times) -> {
            named.put(title(stage), times);
            if (stage == Stage.STEM) {
                named.put("distance", distance);
                named.put("following", following);
            }
        });
        named.put("search", search);
        named.values().removeIf(times -> times.count() == 0);
        return named;
    }

    /** FACE_DECODE is called faceDecode. */
    private static String title(Stage stage) {
        StringBuilder title = new StringBuilder();
        for (String word : stage.name().split("_", -1)) {
            title.append(
                    title.isEmpty()
                            ? word.toLowerCase(Locale.ROOT)
                            : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
        }
        return title.toString();
    }
}
