package io.vestibule.service.config;

/**
 * The HTTP endpoint of a running process for metrics and health. It has no password.
 *
 * @param enabled whether it tells them at all; if not, nothing is counted and no port opened
 * @param host address of this machine on which it answers; loopback only lets this machine alone ask
 * @param port 0 for any free one, up to 65535; if it is taken, any free one is used
 * @param kafkaClients whether all that Kafka's clients say of themselves is told, too
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
