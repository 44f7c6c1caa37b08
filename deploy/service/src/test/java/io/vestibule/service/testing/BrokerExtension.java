package io.vestibule.service.testing;

import io.vestibule.service.broker.EmbeddedBroker;
import io.vestibule.service.config.KafkaSettings;
import io.vestibule.service.config.TopicSettings;
import io.vestibule.service.kafka.Cluster;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
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

    /** Creates a topic with one partition and a limit of its records. */
    public void createTopic(String name, int maxMessageBytes) {
        try (Cluster cluster = connect()) {
            NewTopic topic = new NewTopic(name, 1, (short) 1)
                    .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxMessageBytes)));
            cluster.admin()
                    .createTopics(List.of(topic))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    public Cluster connect() {
        return Cluster.connect(KafkaSettings.DEFAULTS.with(Map.of("bootstrap.servers", bootstrapServers())));
    }
}
