package io.vestibule.service.config;

import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.topologies.enrol.EnrolSettings;
import io.vestibule.topologies.recognise.RecogniseSettings;
import io.vestibule.topologies.teach.TeachSettings;
import io.vestibule.topologies.watch.WatchSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All settings, read from all sources.
 *
 * <p>The sources are read in this order, and a later one wins: defaults, YAML file, environment variables, options. An
 * unknown key or an unknown {@code VESTIBULE_} variable is an error, so that a misspelled setting is never ignored.
 *
 * @param kafka how to reach the Kafka cluster
 * @param topics names and partitions of the topics
 * @param models where models come from, and which may be used
 * @param run how the topologies run
 * @param metrics the HTTP endpoint for metrics and health
 * @param detection what counts as a face
 * @param watch analysis of frames
 * @param recognise visits, votes and identification
 * @param routing which face goes to which embedder
 * @param teach which faces the teacher labels, and what a label contains
 * @param enrol which photographs are accepted
 * @param gate what a student must achieve to be admitted
 */
public record Configuration(
        KafkaSettings kafka,
        TopicSettings topics,
        ModelSettings models,
        RunSettings run,
        MetricsSettings metrics,
        DetectionSettings detection,
        WatchSettings watch,
        RecogniseSettings recognise,
        RoutingSettings routing,
        TeachSettings teach,
        EnrolSettings enrol,
        GateSettings gate) {
    /** The default of every setting. */
    public static final Configuration DEFAULTS = new Configuration(
            KafkaSettings.DEFAULTS,
            TopicSettings.DEFAULTS,
            ModelSettings.DEFAULTS,
            RunSettings.DEFAULTS,
            MetricsSettings.DEFAULTS,
            DetectionSettings.defaults(),
            WatchSettings.defaults(),
            RecogniseSettings.defaults(),
            RoutingSettings.DEFAULTS,
            TeachSettings.defaults(),
            EnrolSettings.defaults(),
            GateSettings.DEFAULTS);

    /**
     * Reads all sources.
     *
     * @throws ConfigurationException if a file cannot be read, a key is unknown or set twice, or a value is invalid
     */
    public static Configuration load(ConfigurationSources sources) {
        Map<String, SourcedValue> values = new LinkedHashMap<>();
        values.putAll(
                ConfigurationFile.find(sources).map(ConfigurationFile::read).orElse(Map.of()));
        values.putAll(EnvironmentVariables.read(sources.environment()));
        values.putAll(CommandLineSettings.read(sources.options()));
        return RecordBinder.bind(DEFAULTS, values);
    }
}
