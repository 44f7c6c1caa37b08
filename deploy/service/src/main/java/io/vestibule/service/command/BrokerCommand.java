package io.vestibule.service.command;

import io.vestibule.service.broker.EmbeddedBroker;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.kafka.Cluster;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs an embedded broker until it is told to stop. */
@CommandLine.Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a Kafka broker in this process, with Vestibule's topics, for development.",
            "It listens on this machine only, keeps one replica and asks for no password."
        })
public final class BrokerCommand implements Command {
    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(
            names = "--port",
            defaultValue = "9092",
            description = "Port to listen on; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for the topics, which are then there at the next start. Default: a temporary one.")
    private @Nullable Path data;

    public BrokerCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION);
    }

    @Override
    public ExitCode run() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must be 0 to 65535, not " + port);
        }
        var configuration = options.load(surroundings);
        try (EmbeddedBroker broker = EmbeddedBroker.start(Optional.ofNullable(data), port)) {
            var settings = configuration.kafka().with(Map.of("bootstrap.servers", broker.bootstrapServers()));
            try (Cluster cluster = Cluster.connect(settings)) {
                cluster.create(configuration.topics());
            }
            spec.commandLine()
                    .getOut()
                    .println("broker on " + broker.bootstrapServers() + ", topics in " + broker.folder()
                            + "; Ctrl-C stops it");
            spec.commandLine().getOut().flush();
            surroundings.stop().await();
        }
        return ExitCode.OK;
    }
}
