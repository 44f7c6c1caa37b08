package io.vestibule.integration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of Vestibule, started from the jar as an operator does. */
final class VestibuleProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("metrics at (\\S+)");

    private final Process process;
    private final Path log;
    private boolean stopped;

    private VestibuleProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts {@code vestibule run all}.
     *
     * @param folder folder of its state and its log; the same folder continues from its state
     */
    static VestibuleProcess start(TestSite site, Path folder) {
        return start(site, folder, "all");
    }

    /**
     * Starts {@code vestibule run} with one topology.
     *
     * @param kafka Kafka properties, as {@code name: value}
     */
    static VestibuleProcess start(TestSite site, Path folder, String topology, String... kafka) {
        Path jar = Path.of(System.getProperty("vestibule.jar", "../deploy/app/target/vestibule.jar"));
        Path log = folder.resolve("log-" + System.nanoTime() + ".txt");
        try {
            Files.createDirectories(folder);
            Path config = Files.writeString(folder.resolve("vestibule.yaml"), configuration(site, folder, kafka));
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-XX:TieredStopAtLevel=1",
                    // A killed process cannot delete the native libraries that it has unpacked.
                    "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                    "-jar",
                    jar.toString(),
                    "run",
                    topology,
                    "--config",
                    config.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(new File(log.toString()))
                    .start();
            return new VestibuleProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(TestSite site, Path folder, String... kafka) {
        StringBuilder more = new StringBuilder();
        for (String property : kafka) {
            more.append("  ").append(property).append('\n');
        }
        return """
                topics:
                  partitions: %d
                routing:
                  groups:
                    yard: [south*]
                  routes:
                    - {group: yard, embedder: dlib-resnet}
                    - {embedder: mobilefacenet}
                watch:
                  replay: true
                  feature-share: 1
                run:
                  state-directory: %s
                metrics:
                  port: 0
                kafka:
                  bootstrap.servers: %s
                  consumer.session.timeout.ms: 6000
                  consumer.heartbeat.interval.ms: 1000
                """.formatted(site.topics().frames().partitions(), folder.resolve("state"), site.bootstrapServers())
                + more;
    }

    /** Kills the process, like a power cut. */
    void kill() {
        stopped = true;
        process.destroyForcibly();
        await();
    }

    /** Sends an HTTP request to the printed address, as Prometheus and an orchestrator do. */
    HttpResponse<String> get(String path) {
        Matcher printed = ADDRESS.matcher(log());
        if (!printed.find()) {
            throw new AssertionError("no metrics address in the log:\n" + log());
        }
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(printed.group(1)).resolve(path))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends the termination signal, as an orchestrator does, and returns the exit code. */
    int stop() {
        stopped = true;
        process.destroy();
        await();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the process did not end; its log:\n" + log());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        } else if (!stopped) {
            throw new AssertionError("the process ended unexpectedly; its log:\n" + log());
        }
    }
}
