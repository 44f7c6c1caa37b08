package io.vestibule.zoo.manifest;

import java.util.List;

/**
 * One npm package, pinned: its archive by npm's integrity string, each file by its own checksum.
 *
 * @param integrity {@code sha512-} and base64, of the archive
 * @param licence   licence in the package's {@code package.json}; it does not cover the use of the weights in the package
 */
public record NpmPackage(String name, String version, String integrity, String licence, List<PackageFile> files) {

    public NpmPackage {
        files = List.copyOf(files);
    }

    /** The archive's file name as {@code npm pack} creates it: without the at-sign, and with a dash for the slash. */
    public String archive() {
        return name.replace("@", "").replace('/', '-') + "-" + version + ".tgz";
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }

    /**
     * One file of a package.
     *
     * @param name   name in recipes and photographs; unique in the manifest
     * @param path   path in the archive
     * @param sha256 its checksum, in hex
     */
    public record PackageFile(String name, String path, String sha256) {}
}
