package io.vestibule.service.run;

import io.vestibule.service.config.RunSettings;
import java.util.Locale;

/** A topology that runs as a Kafka Streams application. */
public enum Application {
    /** Frames to faces. */
    WATCH,
    /** Faces to identity events. */
    RECOGNISE,
    /** Faces to soft labels. */
    TEACH,
    /** Photographs to templates in the gallery. */
    ENROL;

    /** Name on the command line: "watch". */
    public String commandLineName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Id of the Kafka Streams application. */
    public String id(RunSettings settings) {
        return settings.applicationPrefix() + "-" + commandLineName();
    }
}
