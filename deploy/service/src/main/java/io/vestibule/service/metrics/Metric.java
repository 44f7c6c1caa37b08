package io.vestibule.service.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Vestibule's own metrics, with their Prometheus names. Names, types and labels are public, because alert rules use them. Units
 * are base units (seconds, bytes). No label contains a camera id: there are thousands of cameras, and Prometheus stores one
 * series per label value. The descriptions are the HELP texts of {@code /metrics} and the table of METRICS.md.
 */
public enum Metric {
    FRAMES("vestibule_frames_total", Type.COUNTER, "analysed frames"),
    EARLY_EXITS("vestibule_early_exits_total", Type.COUNTER, "quiet frames that left the detector early"),
    SHED_FRAMES("vestibule_shed_frames_total", Type.COUNTER, "frames that were too old to be analysed"),
    DAMAGED_FRAMES(
            "vestibule_damaged_frames_total", Type.COUNTER, "frames whose picture is damaged, in part or as a whole"),
    AUDITS(
            "vestibule_audits_total",
            Type.COUNTER,
            "quiet frames with a full detection, to find misses of the motion filter"),
    AUDIT_MISSES(
            "vestibule_audit_misses_total",
            Type.COUNTER,
            "live faces that audits found and the motion filter would have missed"),
    FACES("vestibule_faces_total", Type.COUNTER, "live faces in analysed frames"),
    DROPPED_FACES(
            "vestibule_dropped_faces_total",
            Type.COUNTER,
            "faces left out because their frame had more than the limit"),
    FRAME_TIME(
            "vestibule_frame_seconds",
            Type.HISTOGRAM,
            "processing time of a frame: early_exit, audit or detected",
            "outcome"),
    FRAME_DELAY("vestibule_frame_delay_seconds", Type.HISTOGRAM, "time from capture of a frame to its last result"),
    BACKLOG_AGE(
            "vestibule_backlog_age_seconds",
            Type.GAUGE,
            "age of the newest analysed frame, of the camera that is furthest behind"),
    CLOCK_OFFSET(
            "vestibule_clock_offset_seconds",
            Type.GAUGE,
            "largest constant difference of a camera's clock from the broker's, ahead or behind"),
    CAMERAS(
            "vestibule_cameras",
            Type.GAUGE,
            "cameras by state: learning, quiet, active, covered, moved, silent, frozen, damaged",
            "state"),
    ALARMS(
            "vestibule_alarms_total",
            Type.COUNTER,
            "alarms that began: covered, moved, silent, frozen, damaged",
            "state"),
    STAGE_TIME("vestibule_stage_seconds", Type.HISTOGRAM, "time of one call of a model stage, such as stem", "stage"),
    RECOGNITION_TIME(
            "vestibule_recognition_seconds",
            Type.HISTOGRAM,
            "processing time of a face in recognition, by embedder",
            "embedder"),
    RECOGNITION_LIMITS(
            "vestibule_recognition_limits_total",
            Type.COUNTER,
            "faces not embedded (embeddings, deadline), and visits or cool-downs ended early (open_visits, cool_downs)",
            "limit"),
    IDENTITY_EVENTS(
            "vestibule_identity_events_total",
            Type.COUNTER,
            "identity events: arrived, identified, identified_late, unknown, departed",
            "kind"),
    EVENT_DELAY(
            "vestibule_event_delay_seconds",
            Type.HISTOGRAM,
            "time from capture of the deciding frame to the identity event",
            "kind"),
    TAUGHT_FACES(
            "vestibule_taught_faces_total",
            Type.COUNTER,
            "faces considered for soft labels: taken, or the reason to skip them",
            "verdict"),
    SOFT_LABELS(
            "vestibule_soft_labels_total",
            Type.COUNTER,
            "soft labels: near_threshold, small_margin and disagreement are hard, others easy",
            "taken_as"),
    ENROLMENTS("vestibule_enrolments_total", Type.COUNTER, "requests that changed the gallery: photo, erase", "action"),
    DEAD_LETTERS(
            "vestibule_dead_letters_total",
            Type.COUNTER,
            "records that could not be processed, by reason and stage",
            "reason",
            "stage"),
    TOPOLOGY_RUNNING(
            "vestibule_topology_running",
            Type.GAUGE,
            "1 while the topology has its partitions and processes records, else 0",
            "topology"),
    RESIDENT_MEMORY("vestibule_resident_memory_bytes", Type.GAUGE, "resident memory, including native memory");

    /** Prometheus type. */
    public enum Type {
        COUNTER,
        GAUGE,
        /** A histogram with buckets. A gauge with the suffix _max has the largest value of the last minutes. */
        HISTOGRAM;

        /** Name in the text format of Prometheus. */
        public String prometheusName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String prometheusName;
    private final Type type;
    private final String description;
    private final List<String> labels;

    Metric(String prometheusName, Type type, String description, String... labels) {
        this.prometheusName = prometheusName;
        this.type = type;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** Name in Prometheus; for a histogram, without the suffixes that Prometheus adds. */
    public String prometheusName() {
        return prometheusName;
    }

    public Type type() {
        return type;
    }

    /** Meaning, at most 20 words. */
    public String description() {
        return description;
    }

    /** Names of the labels, in order. */
    public List<String> labels() {
        return labels;
    }

    /** Label value of an enum constant: "early_exit". */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
