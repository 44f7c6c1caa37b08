package io.vestibule.common.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    @Test
    void shouldKeepLocationsWhenReadingMapsAndLists() {
        // When
        YamlValue root =
                YamlReader.parse("a.yaml", "one: 1\ntwo:\n  - x\n  - y\n").orElseThrow();

        // Then
        assertThat(root.toPlain()).isEqualTo(Map.of("one", "1", "two", List.of("x", "y")));
        YamlMap.Entry two = ((YamlMap) root).entries().get("two");
        assertThat(two.keyLocation()).isEqualTo("a.yaml:2");
        assertThat(((YamlList) two.value()).items().get(1).location()).isEqualTo("a.yaml:4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment", "~", "null"})
    void shouldBeEmptyWhenThereIsNoValue(String text) {
        // When
        Optional<YamlValue> root = YamlReader.parse("a.yaml", text);

        // Then
        assertThat(root).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\na: 2' | a.yaml:2: the key \"a\" is set twice",
                "'a: [1' | a.yaml:1: ",
                "'[a]: 1' | a.yaml:1: a key must be text",
                "'a: &x [*x]' | nested more than 16 levels",
                "'a: *secret' | a.yaml:1: undefined alias; put",
                "'a: !secret!x' | a.yaml:1: undefined tag; put",
            })
    void shouldNameTheLineWhenTheTextIsInvalid(String text, String problem) {
        // When
        ThrowingCallable parse = () -> YamlReader.parse("a.yaml", text.replace("\\n", "\n"));

        // Then
        assertThatThrownBy(parse).isInstanceOf(YamlException.class).hasMessageContaining(problem);
    }

    @Test
    void shouldNameTheFileWhenItIsMissing() {
        // When
        ThrowingCallable read = () -> YamlReader.read(Path.of("no-such.yaml"));

        // Then
        assertThatThrownBy(read).isInstanceOf(YamlException.class).hasMessage("no-such.yaml: no such file");
    }

    @Test
    void shouldSuggestASimilarKeyWhenAKeyIsMisspelt() {
        // When
        String message = UnknownKey.message("vestibule.yaml:3", "watch.stemm", List.of("watch.stem", "watch.audit"));

        // Then
        assertThat(message).isEqualTo("vestibule.yaml:3: unknown key \"watch.stemm\"; did you mean \"watch.stem\"?");
    }

    @Test
    void shouldListTheKnownKeysWhenNoneIsSimilar() {
        // When
        String message = UnknownKey.message("--set", "colour", List.of("seed", "batch"));

        // Then
        assertThat(message).isEqualTo("--set: unknown key \"colour\"; keys are batch, seed");
    }
}
