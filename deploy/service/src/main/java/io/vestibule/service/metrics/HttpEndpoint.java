package io.vestibule.service.metrics;

import io.vestibule.service.config.MetricsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP endpoint for Prometheus and orchestrators, without a password: {@value #METRICS}, {@value #LIVE} and {@value #READY}.
 * Responses contain no names of people or cameras.
 *
 * <p>A request that has not arrived completely occupies no thread, so slow clients do not delay health. Connections are bounded
 * by {@link ConnectionLimit}.
 */
public final class HttpEndpoint implements AutoCloseable {

    public static final String METRICS = "/metrics";

    /** Responds 200 while no application has failed, else 503. */
    public static final String LIVE = "/health/live";

    /** Responds 200 while every topology processes records and a broker answers, else 503 with the reason. */
    public static final String READY = "/health/ready";

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int THREADS = 8;
    private static final int CONNECTIONS = 256;

    /** One for Prometheus and one for a person. Without a limit, scrapes could occupy all threads. */
    private static final int CONCURRENT_SCRAPES = 2;

    /** A client that sends or receives nothing for this time is disconnected. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Server server;
    private final ServerConnector connector;

    private HttpEndpoint(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts the server.
     *
     * @param metrics all metrics in Prometheus' text format
     * @param live whether no application has failed
     * @param unready why not all applications process records; empty if all do
     * @throws IllegalArgumentException if the host is not an address of this machine, or the port is in use
     */
    public static HttpEndpoint open(
            MetricsSettings settings,
            Supplier<String> metrics,
            BooleanSupplier live,
            Supplier<Optional<String>> unready) {
        InetAddress host = address(settings);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host.getHostAddress());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new ConnectionLimit(CONNECTIONS));
        server.addConnector(connector);
        server.setHandler(new Pages(metrics, live, unready));
        HttpEndpoint endpoint = new HttpEndpoint(server, connector);
        try {
            connector.open();
            server.start();
            return endpoint;
        } catch (Exception failure) {
            endpoint.close();
            throw notOpen(settings, failure);
        }
    }

    private static InetAddress address(MetricsSettings settings) {
        try {
            InetAddress host = InetAddress.getByName(settings.host());
            if (!host.isAnyLocalAddress() && NetworkInterface.getByInetAddress(host) == null) {
                throw notThisMachine(settings, null);
            }
            return host;
        } catch (UnknownHostException unknown) {
            throw notThisMachine(settings, unknown);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the addresses of this machine", failure);
        }
    }

    private static RuntimeException notOpen(MetricsSettings settings, Exception failure) {
        if (failure.getCause() instanceof BindException || failure instanceof BindException) {
            return new IllegalArgumentException(
                    "metrics.port: port " + settings.port() + " is in use; set another port, or 0 for any free one",
                    failure);
        }
        return new IllegalStateException("cannot open the HTTP endpoint for metrics: " + failure.getMessage(), failure);
    }

    private static IllegalArgumentException notThisMachine(MetricsSettings settings, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "metrics.host: " + settings.host() + " is not an address of this machine", cause);
    }

    /** URL of {@link #METRICS}. */
    public URI address() {
        InetSocketAddress bound = new InetSocketAddress(connector.getHost(), connector.getLocalPort());
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + METRICS);
    }

    @Override
    public void close() {
        try {
            server.stop();
            connector.close();
        } catch (Exception failure) {
            throw new IllegalStateException("cannot close the HTTP endpoint", failure);
        }
    }

    private static final class Pages extends Handler.Abstract {
        private final Supplier<String> metrics;
        private final BooleanSupplier live;
        private final Supplier<Optional<String>> unready;
        private final Semaphore scrapes = new Semaphore(CONCURRENT_SCRAPES);

        Pages(Supplier<String> metrics, BooleanSupplier live, Supplier<Optional<String>> unready) {
            this.metrics = metrics;
            this.live = live;
            this.unready = unready;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Page page;
            try {
                page = page(request);
            } catch (RuntimeException failure) {
                LOG.atWarn().addKeyValue("fault", failure.getClass().getName()).log("a request for metrics failed");
                page = new Page(500, TEXT, "failed");
            }
            send(page, HttpMethod.HEAD.is(request.getMethod()), response, callback);
            return true;
        }

        private Page page(Request request) {
            if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
                return new Page(405, TEXT, "read-only");
            }
            return switch (Request.getPathInContext(request)) {
                case METRICS -> scrape();
                case LIVE -> live.getAsBoolean() ? new Page(200, TEXT, "live") : new Page(503, TEXT, "failed");
                case READY ->
                    unready.get()
                            .map(reason -> new Page(503, TEXT, "not ready: " + reason))
                            .orElseGet(() -> new Page(200, TEXT, "ready"));
                default -> new Page(404, TEXT, METRICS + " " + LIVE + " " + READY);
            };
        }

        private Page scrape() {
            if (!scrapes.tryAcquire()) {
                return new Page(503, TEXT, "busy: " + CONCURRENT_SCRAPES + " scrapes are running");
            }
            try {
                return new Page(200, PROMETHEUS, metrics.get());
            } finally {
                scrapes.release();
            }
        }

        private static void send(Page page, boolean headOnly, Response response, Callback callback) {
            byte[] bytes = page.bytes();
            response.setStatus(page.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, page.type());
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
            if (page.status() == 405) {
                response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            }
            response.write(true, headOnly ? null : ByteBuffer.wrap(bytes), callback);
        }
    }

    private record Page(int status, String type, String text) {
        byte[] bytes() {
            return (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }
}
