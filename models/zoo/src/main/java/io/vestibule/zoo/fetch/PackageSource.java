package io.vestibule.zoo.fetch;

import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.NpmPackage;
import java.nio.file.Path;
import java.util.Map;

/** Where the archives of npm packages come from. */
public sealed interface PackageSource permits NpmCommand, ArchiveFolder {
    /** Names a folder with the archives, for machines without npm or without a network. */
    String FOLDER_VARIABLE = "VESTIBULE_PACKAGES";

    /**
     * The archive of one package. Whoever asks compares its checksum.
     *
     * @param scratch a folder to put it in, if it has to be fetched; its owner deletes it
     * @throws ZooException if the package cannot be had
     */
    Path archive(NpmPackage wanted, Path scratch);

    /** A folder of archives if {@value #FOLDER_VARIABLE} names one, npm otherwise. */
    static PackageSource of(Map<String, String> environment) {
        var folder = environment.getOrDefault(FOLDER_VARIABLE, "");
        return folder.isBlank() ? new NpmCommand() : new ArchiveFolder(Path.of(folder));
    }
}
