package io.vestibule.zoo;

import io.vestibule.zoo.manifest.ModelCard;
import java.nio.file.Path;

/**
 * A model that is ready to load.
 *
 * @param file an ONNX file whose checksum was compared when this value was created
 * @param id   SHA-256 of that file, in hex
 */
public record PreparedModel(String name, Path file, String id, ModelCard card) {

    private static final int SHORT_ID = 12;

    /** Name of the model's embedding space: {@code name@} and the first twelve digits of the id. */
    public String contract() {
        return name + "@" + id.substring(0, SHORT_ID);
    }
}
