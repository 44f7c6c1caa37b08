package io.vestibule.service.config;

/**
 * The HTTP endpoint of a running process for metrics and health. It has no password.
 *
 * @param enabled whether {@code run} serves metrics and health over HTTP; if not, it counts nothing and opens no port ({@code
 *     true}, {@code false})
 * @param host address that the HTTP endpoint binds to; {@code 127.0.0.1} accepts requests from this machine only (address of
 *     this machine). The endpoint has no password
 * @param port port of the HTTP endpoint; 0 uses any free port (0 to 65535). A port in use is an error: a scrape would
 *     otherwise read another process
 * @param kafkaClients whether metrics of the Kafka clients are served too, some hundreds per topology ({@code true}, {@code
 *     false})
 */
public record MetricsSettings(boolean enabled, String host, int port, boolean kafkaClients) {
    private static final int HIGHEST_PORT = 65_535;

    /** For this machine only. The port is the default of OpenTelemetry's Prometheus exporter. */
    public static final MetricsSettings DEFAULTS = new MetricsSettings(true, "127.0.0.1", 9464, false);

    public MetricsSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must be an address of this machine, such as 127.0.0.1 or 0.0.0.0");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 to " + HIGHEST_PORT + ", not " + port);
        }
    }
}
