package io.vestibule.common.yaml;

import java.util.List;

/** A list of values. */
public record YamlList(String location, List<YamlValue> items) implements YamlValue {

    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public Object toPlain() {
        return items.stream().map(YamlValue::toPlain).toList();
    }
}
