package io.vestibule.common.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys with values. A key occurs once.
 *
 * @param entries by key, in the order of the file
 */
public record YamlMap(String location, Map<String, Entry> entries) implements YamlValue {

    /**
     * A key's value.
     *
     * @param keyLocation file and line of the key
     */
    public record Entry(String keyLocation, YamlValue value) {}

    public YamlMap {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public Object toPlain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        entries.forEach((key, entry) -> plain.put(key, entry.value().toPlain()));
        return plain;
    }
}
