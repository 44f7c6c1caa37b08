package io.vestibule.common.yaml;

/**
 * A single value. It is not converted to a number or another type.
 *
 * @param text as in the file, without quotes
 * @param isNull whether it is empty, {@code null} or {@code ~} without quotes
 */
public record YamlScalar(String location, String text, boolean isNull) implements YamlValue {

    @Override
    public Object toPlain() {
        return text;
    }
}
