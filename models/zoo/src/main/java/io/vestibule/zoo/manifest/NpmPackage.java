package io.vestibule.zoo.manifest;

import java.util.List;

/**
 * One npm package, pinned: its archive by npm's integrity string, each file taken from it by its own checksum.
 *
 * @param integrity {@code sha512-} and base64, of the archive
 * @param licence   what the package says of itself in its {@code package.json}; it does not say what the weights inside may be used for
 */
public record NpmPackage(String name, String version, String integrity, String licence, List<PackageFile> files) {
    public NpmPackage {
        files = List.copyOf(files);
    }

    /** The archive's name as {@code npm pack} gives it: the scope's at-sign goes, its slash becomes a dash. */
    public String archive() {
        return name.replace("@", "").replace('/', '-') + "-" + version + ".tgz";
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }

    /**
     * One file taken from a package.
     *
     * @param name   what recipes and photographs call it; unique in the manifest
     * @param path   where it lies in the archive
     * @param sha256 its checksum, in hex
     */
    public record PackageFile(String name, String path, String sha256) {}
}
