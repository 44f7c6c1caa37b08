package io.vestibule.service.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Every figure of Vestibule's own, under the name that Prometheus reads. Names, types and labels are public: others alert on
 * them. Units are base units (seconds, bytes). No label names a camera: there are thousands, and Prometheus keeps a
 * series of each value.
 */
public enum Metric {
    /** Frames that were looked at. */
    FRAMES("vestibule_frames_total", Type.COUNTER),
    /** Frames among them that left the detector early. */
    EARLY_EXITS("vestibule_early_exits_total", Type.COUNTER),
    /** Frames that were not looked at, since they were too old when their turn came. */
    SHED_FRAMES("vestibule_shed_frames_total", Type.COUNTER),
    /** Quiet frames that were fully detected all the same. */
    AUDITS("vestibule_audits_total", Type.COUNTER),
    /** Living faces that audits have found, and that the filter would have missed. */
    AUDIT_MISSES("vestibule_audit_misses_total", Type.COUNTER),
    /** Living faces in the frames that were looked at. */
    FACES("vestibule_faces_total", Type.COUNTER),
    /** From a frame's bytes to its last result. */
    FRAME_TIME("vestibule_frame_seconds", Type.HISTOGRAM, "outcome"),
    /** From a frame's capture to its last result, by both clocks. */
    FRAME_DELAY("vestibule_frame_delay_seconds", Type.HISTOGRAM),
    /** Age of the newest frame that was looked at, of the camera that is furthest behind. */
    BACKLOG_AGE("vestibule_backlog_age_seconds", Type.GAUGE),
    /** Cameras by state. */
    CAMERAS("vestibule_cameras", Type.GAUGE, "state"),
    /** Alarms that began. */
    ALARMS("vestibule_alarms_total", Type.COUNTER, "state"),
    /** One step of the models, a call. */
    STAGE_TIME("vestibule_stage_seconds", Type.HISTOGRAM, "stage"),
    /** A face that was taken in by recognition. */
    RECOGNITION_TIME("vestibule_recognition_seconds", Type.HISTOGRAM, "embedder"),
    /** Identity events that were told. */
    IDENTITY_EVENTS("vestibule_identity_events_total", Type.COUNTER, "kind"),
    /** From the capture of the frame that decided to the event, by both clocks. */
    EVENT_DELAY("vestibule_event_delay_seconds", Type.HISTOGRAM, "kind"),
    /** Faces that the teacher could have been asked about. */
    TAUGHT_FACES("vestibule_taught_faces_total", Type.COUNTER, "verdict"),
    /** Soft labels that were written. */
    SOFT_LABELS("vestibule_soft_labels_total", Type.COUNTER, "taken_as"),
    /** Requests that the gallery has followed. */
    ENROLMENTS("vestibule_enrolments_total", Type.COUNTER, "action"),
    /** Records that could not be used. */
    DEAD_LETTERS("vestibule_dead_letters_total", Type.COUNTER, "reason", "stage"),
    /** Whether a topology has its partitions and works. */
    TOPOLOGY_RUNNING("vestibule_topology_running", Type.GAUGE, "topology"),
    /** Memory of the process that is in the machine's RAM, native memory included. */
    RESIDENT_MEMORY("vestibule_resident_memory_bytes", Type.GAUGE);

    /** As Prometheus has it. */
    public enum Type {
        COUNTER,
        GAUGE,
        /** Counted in buckets; beside them stands the largest value of the last minutes, as a gauge with _max behind its name. */
        HISTOGRAM;

        public String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String title;
    private final Type type;
    private final List<String> labels;

    Metric(String title, Type type, String... labels) {
        this.title = title;
        this.type = type;
        this.labels = List.of(labels);
    }

    /** As Prometheus reads it; of a histogram, without what Prometheus sets behind it. */
    public String title() {
        return title;
    }

    public Type type() {
        return type;
    }

    /** Names of its labels, in their order. */
    public List<String> labels() {
        return labels;
    }

    /** A constant of ours as the value of a label: "early_exit". */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
