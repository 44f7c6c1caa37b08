package io.vestibule.zoo.fetch;

import io.vestibule.zoo.manifest.NpmPackage;
import java.nio.file.Path;
import java.util.Map;

/** Source of the archives of npm packages. */
public sealed interface PackageSource permits NpmCommand, ArchiveFolder {

    /** Environment variable that names a folder of archives, for machines without npm or network access. */
    String FOLDER_VARIABLE = "VESTIBULE_PACKAGES";

    /**
     * The archive of one package. The caller compares its checksum.
     *
     * @param temporary folder for an archive that must be fetched; its owner deletes it
     * @throws io.vestibule.zoo.ZooException if the package is unavailable
     */
    Path archive(NpmPackage wanted, Path temporary);

    /** A folder of archives if {@value #FOLDER_VARIABLE} names one, otherwise npm. */
    static PackageSource of(Map<String, String> environment) {
        String folder = environment.getOrDefault(FOLDER_VARIABLE, "");
        return folder.isBlank() ? new NpmCommand() : new ArchiveFolder(Path.of(folder));
    }
}
