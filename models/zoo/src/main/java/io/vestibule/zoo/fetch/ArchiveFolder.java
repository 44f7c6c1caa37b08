package io.vestibule.zoo.fetch;

import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.NpmPackage;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with the archives of packages, under the names that {@code npm pack} gives them. */
public record ArchiveFolder(Path folder) implements PackageSource {

    @Override
    public Path archive(NpmPackage wanted, Path temporary) {
        Path archive = folder.resolve(wanted.archive());
        if (!Files.isRegularFile(archive)) {
            throw new ZooException(
                    "the package folder has no " + archive + "; run 'npm pack " + wanted + "' on a machine with npm");
        }
        return archive;
    }
}
