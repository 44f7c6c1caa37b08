package io.vestibule.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.vestibule.service.config.MetricsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With HTTP on real ports. */
class HttpEndpointTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = new Metrics();
    private boolean live = true;
    private Optional<String> unready = Optional.of("watch is in state REBALANCING");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldServeMetricsInPrometheusFormat() throws Exception {
        try (HttpEndpoint endpoint = open(0)) {
            // When
            HttpResponse<String> answer = get(endpoint, HttpEndpoint.METRICS);

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(Scrape.of(answer.body()).value("vestibule_frames_total")).isZero();
        }
    }

    @Test
    void shouldRespondReadyWhenAllTopologiesRun() throws Exception {
        try (HttpEndpoint endpoint = open(0)) {
            // Given
            HttpResponse<String> starting = get(endpoint, HttpEndpoint.READY);

            // When
            unready = Optional.empty();

            // Then
            assertThat(starting.statusCode()).isEqualTo(503);
            assertThat(starting.body()).isEqualTo("not ready: watch is in state REBALANCING\n");
            assertThat(get(endpoint, HttpEndpoint.READY).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldRespondNotLiveWhenATopologyHasFailed() throws Exception {
        try (HttpEndpoint endpoint = open(0)) {
            // Given
            int starting = get(endpoint, HttpEndpoint.LIVE).statusCode();

            // When
            live = false;

            // Then
            assertThat(starting).isEqualTo(200);
            assertThat(get(endpoint, HttpEndpoint.LIVE).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void shouldRefuseOtherMethodsAndPaths() throws Exception {
        try (HttpEndpoint endpoint = open(0)) {
            // When
            HttpResponse<String> posted = client.send(
                    HttpRequest.newBuilder(endpoint.address())
                            .POST(BodyPublishers.ofString("x"))
                            .build(),
                    BodyHandlers.ofString());

            // Then
            assertThat(posted.statusCode()).isEqualTo(405);
            assertThat(get(endpoint, "/anything").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldFailWhenThePortIsInUse() throws Exception {
        // Given
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // When, Then
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> open(other.getLocalPort()))
                    .withMessageContaining("metrics.port: port " + other.getLocalPort() + " is in use");
        }
    }

    @Test
    void shouldBindToTheLoopbackAddressByDefault() {
        try (HttpEndpoint endpoint = open(0)) {
            assertThat(endpoint.address().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void shouldFailWhenTheHostIsNotThisMachine() {
        // Given
        MetricsSettings elsewhere = new MetricsSettings(true, "192.0.2.1", 0, false);

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpEndpoint.open(elsewhere, metrics::scrape, () -> live, () -> unready))
                .withMessageContaining("192.0.2.1 is not an address of this machine");
    }

    @Test
    @Timeout(value = 60, threadMode = SEPARATE_THREAD)
    void shouldRespondWhile300RequestsStall() throws Exception {
        try (HttpEndpoint endpoint = open(0)) {
            // Given
            List<Socket> stalled = new ArrayList<>();
            try {
                for (int i = 0; i < 300; i++) {
                    Socket socket = new Socket("127.0.0.1", endpoint.address().getPort());
                    stalled.add(socket);
                    socket.getOutputStream().write("GET /met".getBytes(StandardCharsets.US_ASCII));
                }

                // When
                HttpResponse<String> health = get(endpoint, HttpEndpoint.LIVE);
                HttpResponse<String> scraped = get(endpoint, HttpEndpoint.METRICS);

                // Then
                assertThat(health.statusCode()).isEqualTo(200);
                assertThat(scraped.statusCode()).isEqualTo(200);
            } finally {
                for (Socket socket : stalled) {
                    socket.close();
                }
            }
        }
    }

    @Test
    @Timeout(value = 60, threadMode = SEPARATE_THREAD)
    void shouldDisconnectAClientThatDoesNotFinishItsRequest() throws Exception {
        try (HttpEndpoint endpoint = open(0);
                Socket stalled = new Socket("127.0.0.1", endpoint.address().getPort())) {
            // When
            stalled.getOutputStream().write("GET /met".getBytes(StandardCharsets.US_ASCII));

            // Then
            assertThat(stalled.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    @Timeout(value = 60, threadMode = SEPARATE_THREAD)
    void shouldRespondWhileAllThreadsOfScrapesAreOccupied() throws Exception {
        // Given
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(2);
        try (HttpEndpoint endpoint = HttpEndpoint.open(
                new MetricsSettings(true, "127.0.0.1", 0, false),
                () -> {
                    started.countDown();
                    await(end);
                    return "";
                },
                () -> live,
                () -> unready)) {
            HttpRequest scrape = HttpRequest.newBuilder(endpoint.address()).build();
            List<CompletableFuture<HttpResponse<String>>> scrapes = List.of(
                    client.sendAsync(scrape, BodyHandlers.ofString()),
                    client.sendAsync(scrape, BodyHandlers.ofString()));
            await(started);

            // When
            HttpResponse<String> health = get(endpoint, HttpEndpoint.LIVE);
            HttpResponse<String> another = get(endpoint, HttpEndpoint.METRICS);
            end.countDown();

            // Then
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(another.statusCode()).isEqualTo(503);
            assertThat(scrapes)
                    .allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpEndpoint open(int port) {
        return HttpEndpoint.open(
                new MetricsSettings(true, "127.0.0.1", port, false), metrics::scrape, () -> live, () -> unready);
    }

    private HttpResponse<String> get(HttpEndpoint endpoint, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(endpoint.address().resolve(path)).build(), BodyHandlers.ofString());
    }
}
