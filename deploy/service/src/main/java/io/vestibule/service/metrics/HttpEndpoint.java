package io.vestibule.service.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vestibule.service.config.MetricsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Prometheus and an orchestrator ask, over HTTP and without a password: {@value #METRICS}, {@value #LIVE} and {@value
 * #READY}. What is told has no name of a person or of a camera in it.
 */
public final class HttpEndpoint implements AutoCloseable {

    public static final String METRICS = "/metrics";

    /** 200 as long as nothing has died, 503 then. */
    public static final String LIVE = "/health/live";

    /** 200 while every topology has its partitions and works, 503 otherwise. */
    public static final String READY = "/health/ready";

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int THREADS = 16;

    /** Longest that one request may take from its first byte to the answer's last: whoever stalls holds a thread meanwhile. */
    private static final Duration TIME_TO_ASK = Duration.ofSeconds(5);

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;
    private final ScheduledExecutorService watchdog;
    private final Supplier<String> metrics;
    private final BooleanSupplier live;
    private final BooleanSupplier ready;

    private HttpEndpoint(HttpServer server, Supplier<String> metrics, BooleanSupplier live, BooleanSupplier ready) {
        this.server = server;
        this.metrics = metrics;
        this.live = live;
        this.ready = ready;
        this.threads = Executors.newFixedThreadPool(THREADS, HttpEndpoint::daemon);
        this.watchdog = Executors.newSingleThreadScheduledExecutor(HttpEndpoint::daemon);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "metrics");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to answer. A port that is taken is no reason to leave doors unwatched: then any free one is used.
     *
     * @param metrics all figures in Prometheus' text format
     * @throws IllegalArgumentException if the host is no address of this machine
     */
    public static HttpEndpoint open(
            MetricsSettings settings, Supplier<String> metrics, BooleanSupplier live, BooleanSupplier ready) {
        HttpEndpoint endpoint = new HttpEndpoint(server(settings), metrics, live, ready);
        endpoint.server.setExecutor(endpoint::execute);
        endpoint.server.createContext("/", endpoint::answer);
        endpoint.server.start();
        return endpoint;
    }

    private static HttpServer server(MetricsSettings settings) {
        try {
            InetAddress host = InetAddress.getByName(settings.host());
            try {
                return HttpServer.create(new InetSocketAddress(host, settings.port()), 0);
            } catch (BindException taken) {
                HttpServer other = HttpServer.create(new InetSocketAddress(host, 0), 0);
                LOG.atWarn()
                        .addKeyValue("port", settings.port())
                        .addKeyValue("used", other.getAddress().getPort())
                        .log("the port for metrics is taken, so another one is used");
                return other;
            }
        } catch (UnknownHostException | BindException refused) {
            throw new IllegalArgumentException(
                    "metrics.host: " + settings.host() + " is no address of this machine", refused);
        } catch (IOException failure) {
            throw new UncheckedIOException("metrics cannot be served", failure);
        }
    }

    /** Where {@link #METRICS} is. */
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + METRICS);
    }

    /** The server itself would wait for ever. Interrupted, it closes the connection. */
    private void execute(Runnable exchange) {
        threads.execute(() -> {
            Future<?> alarm =
                    watchdog.schedule(Thread.currentThread()::interrupt, TIME_TO_ASK.toMillis(), TimeUnit.MILLISECONDS);
            try {
                exchange.run();
            } finally {
                alarm.cancel(false);
            }
        });
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, TEXT, "only to be read\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case METRICS -> send(exchange, 200, PROMETHEUS, metrics.get());
                case LIVE -> send(exchange, live.getAsBoolean(), "live", "dead");
                case READY -> send(exchange, ready.getAsBoolean(), "ready", "not ready");
                default -> send(exchange, 404, TEXT, METRICS + " " + LIVE + " " + READY + "\n");
            }
        } catch (IOException gone) {
            LOG.debug("whoever asked did not wait for the answer");
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("fault", failure.getClass().getName())
                    .log("a request for metrics could not be answered");
        }
    }

    private static void send(HttpExchange exchange, boolean good, String yes, String no) throws IOException {
        send(exchange, good ? 200 : 503, TEXT, (good ? yes : no) + "\n");
    }

    private static void send(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean headOnly = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, headOnly ? -1 : bytes.length);
        if (!headOnly) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        watchdog.shutdownNow();
    }
}
