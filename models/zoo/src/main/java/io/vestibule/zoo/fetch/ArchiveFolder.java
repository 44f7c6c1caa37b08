package io.vestibule.zoo.fetch;

import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.NpmPackage;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with the packages' archives, named as {@code npm pack} names them. */
public record ArchiveFolder(Path folder) implements PackageSource {
    @Override
    public Path archive(NpmPackage wanted, Path scratch) {
        var archive = folder.resolve(wanted.archive());
        if (!Files.isRegularFile(archive)) {
            throw new ZooException("the folder of packages has no " + archive + "; 'npm pack " + wanted
                    + "' on a machine with npm makes it");
        }
        return archive;
    }
}
