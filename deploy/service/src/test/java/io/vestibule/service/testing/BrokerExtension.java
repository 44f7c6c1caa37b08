package io.vestibule.service.testing;

import io.vestibule.service.broker.EmbeddedBroker;
import io.vestibule.service.config.KafkaSettings;
import io.vestibule.service.config.TopicSettings;
import io.vestibule.service.kafka.Cluster;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker with Vestibule's topics for the tests of one class. It must be a static field. */
public final class BrokerExtension implements BeforeAllCallback, AfterAllCallback {
    private EmbeddedBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = EmbeddedBroker.start();
        try (Cluster cluster = connect()) {
            cluster.create(TopicSettings.DEFAULTS);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        broker.close();
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public Cluster connect() {
        return Cluster.connect(KafkaSettings.DEFAULTS.with(Map.of("bootstrap.servers", bootstrapServers())));
    }
}
