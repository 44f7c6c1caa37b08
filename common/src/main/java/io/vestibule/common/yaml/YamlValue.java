package io.vestibule.common.yaml;

/** A value of a YAML text with its location. */
public sealed interface YamlValue permits YamlScalar, YamlList, YamlMap {

    /** File and line, as in {@code vestibule.yaml:12}. */
    String location();

    /** Whether the value is empty, {@code null} or {@code ~}. */
    default boolean isNull() {
        return false;
    }

    /** The value as a {@link String}, a {@link java.util.List} or a {@link java.util.Map} of such values. */
    Object toPlain();
}
