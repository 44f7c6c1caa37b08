package io.vestibule.service.config;

import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.topologies.enrol.EnrolSettings;
import io.vestibule.topologies.recognise.RecogniseSettings;
import io.vestibule.topologies.teach.TeachSettings;
import io.vestibule.topologies.watch.WatchSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that can be set, after all sources have been read.
 *
 * <p>Of two sources that give one key the later wins, in this order: defaults, the YAML file, the environment, flags. A
 * key or a {@code VESTIBULE_} variable that nobody knows is refused by name, so a slip of the pen never passes for a
 * setting.
 *
 * @param kafka how to reach the cluster
 * @param topics what the topics are called and how they are divided
 * @param models where models come from, and which may be used
 * @param run how the topologies run
 * @param metrics where a running process tells its figures
 * @param detection what counts as a face
 * @param watch every number of the watch
 * @param recognise every number of recognition
 * @param routing which face goes to which embedder
 * @param teach which faces are given to the teacher
 * @param enrol what enrolment takes
 * @param gate what a student must hold to pass
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
    /** What is used where nobody says otherwise. */
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
     * @throws ConfigurationException if a file cannot be read, a key is unknown or given twice, or a value is no good
     */
    public static Configuration load(ConfigurationSources sources) {
        Map<String, SourcedValue> given = new LinkedHashMap<>();
        given.putAll(
                ConfigurationFile.find(sources).map(ConfigurationFile::read).orElse(Map.of()));
        given.putAll(EnvironmentVariables.read(sources.environment()));
        given.putAll(CommandLineSettings.read(sources.flags()));
        return RecordBinder.bind(DEFAULTS, given);
    }
}
