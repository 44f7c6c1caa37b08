package io.vestibule.zoo.students;

import io.vestibule.common.Sha256;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;

/** A trained model of the zoo. */
public sealed interface Student {

    ModelEntry entry();

    /** The file that the runtime opens, if it is outside the cache of prepared models. */
    Optional<Path> ownFile();

    /**
     * The content of the student's file, for the cache of prepared models.
     *
     * @throws ZooException if the file is missing or does not match its entry
     */
    byte[] read();

    /** A student of this release. Its file is copied into the cache, where the runtime can open it. */
    record Shipped(ModelEntry entry, URL file) implements Student {

        @Override
        public Optional<Path> ownFile() {
            return Optional.empty();
        }

        @Override
        public byte[] read() {
            byte[] bytes;
            try (InputStream in = file.openStream()) {
                bytes = in.readAllBytes();
            } catch (IOException e) {
                throw new ZooException("cannot read the student " + entry.name() + " of this release: " + e, e);
            }
            if (!Sha256.hex(bytes).equals(entry.sha256())) {
                throw new ZooException("the student " + entry.name()
                        + " of this release is refused: its file does not match the checksum in its entry");
            }
            return bytes;
        }
    }

    /** A student that was added on this machine. Its file remains where it was added. */
    record Added(ModelEntry entry, Path file) implements Student {

        @Override
        public Optional<Path> ownFile() {
            return Optional.of(file);
        }

        /** The runtime opens this student's own file, so a request to copy it means that the file is missing. */
        @Override
        public byte[] read() {
            throw new ZooException("the file of the student " + entry.name() + " is missing (" + file
                    + "): add it again by 'vestibule gate --add', or delete its entry");
        }
    }
}
