package io.vestibule.training.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** An architecture as a line of JSON. */
final class ArchitectureJson {

    static final String KEY = "vestibule.architecture";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ArchitectureJson() {}

    static String write(Architecture architecture) {
        try {
            return JSON.writeValueAsString(architecture);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException if the text is not an architecture */
    static Architecture read(String text) {
        try {
            return JSON.readValue(text, Architecture.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an architecture: " + e.getOriginalMessage(), e);
        }
    }
}
