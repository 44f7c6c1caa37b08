package io.vestibule.zoo.students;

import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;

/** A trained model of the zoo, and where its file lies. */
public sealed interface Student {

    ModelEntry entry();

    /** Part of this release. Its file is copied into the cache, where the runtime can open it. */
    record Shipped(ModelEntry entry, URL file) implements Student {
        public byte[] read() {
            try (var in = file.openStream()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ZooException("the student " + entry.name() + " of this release cannot be read: " + e, e);
            }
        }
    }

    /** Added on this machine; its file stays where it was put. */
    record Added(ModelEntry entry, Path file) implements Student {}
}
