package io.vestibule.service.command;

import io.vestibule.service.broker.EmbeddedBroker;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandOutput;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.KafkaSettings;
import io.vestibule.service.kafka.Cluster;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs an embedded broker until it is stopped. */
@CommandLine.Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a Kafka broker with Vestibule's topics in this process, for development.",
            "It listens on the loopback address only, has one replica and no authentication."
        })
public final class BrokerCommand implements Command {
    private final CommandContext context;

    @Mixin
    private CommandOutput output = new CommandOutput();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "Port; 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder, kept for the next start. Default: a temporary folder, deleted at the end.")
    private @Nullable Path data;

    public BrokerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION);
    }

    @Override
    public ExitCode run() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw output.usageError("--port must be 0 to 65535, not " + port);
        }
        Configuration configuration = options.load(context);
        try (EmbeddedBroker broker = EmbeddedBroker.start(Optional.ofNullable(data), port)) {
            KafkaSettings settings = configuration.kafka().with(Map.of("bootstrap.servers", broker.bootstrapServers()));
            try (Cluster cluster = Cluster.connect(settings)) {
                cluster.create(configuration.topics());
            }
            output.result("broker at " + broker.bootstrapServers() + ", data in " + broker.folder()
                    + "; stop it with Ctrl-C");
            context.stop().await();
        }
        return ExitCode.OK;
    }
}
