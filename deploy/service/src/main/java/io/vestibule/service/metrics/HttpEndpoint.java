package io.vestibule.service.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vestibule.service.config.MetricsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP endpoint for Prometheus and orchestrators, without a password: {@value #METRICS}, {@value #LIVE} and {@value #READY}.
 * Responses contain no names of people or cameras.
 */
public final class HttpEndpoint implements AutoCloseable {

    public static final String METRICS = "/metrics";

    /** Responds 200 while no application has failed, else 503. */
    public static final String LIVE = "/health/live";

    /** Responds 200 while every topology has its partitions and processes records, else 503. */
    public static final String READY = "/health/ready";

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int THREADS = 16;

    /** Limits in seconds for receiving a request and for sending a response. A slow client occupies a thread until then. */
    private static final String MAXIMUM_SECONDS = "5";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    static {
        // The JDK's server reads these properties once, when its first instance is created.
        System.setProperty("sun.net.httpserver.maxReqTime", MAXIMUM_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", MAXIMUM_SECONDS);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, HttpEndpoint::daemon);
    private final Supplier<String> metrics;
    private final BooleanSupplier live;
    private final BooleanSupplier ready;

    private HttpEndpoint(HttpServer server, Supplier<String> metrics, BooleanSupplier live, BooleanSupplier ready) {
        this.server = server;
        this.metrics = metrics;
        this.live = live;
        this.ready = ready;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "metrics");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts the server.
     *
     * @param metrics all metrics in Prometheus' text format
     * @param live whether no application has failed
     * @param ready whether all applications are running
     * @throws IllegalArgumentException if the host is not an address of this machine, or the port is in use
     */
    public static HttpEndpoint open(
            MetricsSettings settings, Supplier<String> metrics, BooleanSupplier live, BooleanSupplier ready) {
        HttpEndpoint endpoint = new HttpEndpoint(bind(settings), metrics, live, ready);
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.server.createContext("/", endpoint::handle);
        endpoint.server.start();
        return endpoint;
    }

    private static HttpServer bind(MetricsSettings settings) {
        try {
            InetAddress host = InetAddress.getByName(settings.host());
            if (!host.isAnyLocalAddress() && NetworkInterface.getByInetAddress(host) == null) {
                throw notThisMachine(settings, null);
            }
            return HttpServer.create(new InetSocketAddress(host, settings.port()), 0);
        } catch (UnknownHostException unknown) {
            throw notThisMachine(settings, unknown);
        } catch (BindException inUse) {
            throw new IllegalArgumentException(
                    "metrics.port: port " + settings.port() + " is in use; set another port, or 0 for any free one",
                    inUse);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot open the HTTP endpoint for metrics", failure);
        }
    }

    private static IllegalArgumentException notThisMachine(MetricsSettings settings, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "metrics.host: " + settings.host() + " is not an address of this machine", cause);
    }

    /** URL of {@link #METRICS}. */
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + METRICS);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, TEXT, "read-only\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case METRICS -> send(exchange, 200, PROMETHEUS, metrics.get());
                case LIVE -> send(exchange, live.getAsBoolean(), "live", "failed");
                case READY -> send(exchange, ready.getAsBoolean(), "ready", "not ready");
                default -> send(exchange, 404, TEXT, METRICS + " " + LIVE + " " + READY + "\n");
            }
        } catch (IOException disconnected) {
            LOG.debug("the client disconnected before the end of the response");
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("fault", failure.getClass().getName()).log("a request for metrics failed");
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
    }
}
