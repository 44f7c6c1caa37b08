package io.vestibule.service.command;

import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.ListCommand;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.kafka.TopicState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the topics, or compares them with the configuration. */
@CommandLine.Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes or lists the topics.")
public final class TopicsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private TopicsCommand() {}

    public static CommandLine with(CommandContext surroundings) {
        return new CommandLine(new TopicsCommand())
                .addSubcommand(new Create(surroundings))
                .addSubcommand(new Listing(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: create or list");
    }

    /** Both sub-commands end with a table of what is there. */
    private abstract static class OfCluster extends ListCommand {
        @Mixin
        private ClusterOptions options = new ClusterOptions();

        OfCluster(CommandContext surroundings) {
            super(surroundings);
        }

        abstract List<TopicState> states(Cluster cluster, Configuration configuration);

        @Override
        public Set<ExitCode> exitCodes() {
            return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.BROKER_UNREACHABLE);
        }

        @Override
        public final ExitCode run() {
            Configuration configuration = options.load(surroundings());
            try (Cluster cluster = Cluster.connect(configuration.kafka())) {
                states(cluster, configuration).forEach(state -> print(state, state.inWords()));
            }
            return ExitCode.OK;
        }
    }

    @CommandLine.Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Makes the topics that are missing.",
                "Those that are there stay as they are; where one differs from the configuration, this says so."
            })
    static final class Create extends OfCluster {
        Create(CommandContext surroundings) {
            super(surroundings);
        }

        @Override
        List<TopicState> states(Cluster cluster, Configuration configuration) {
            return cluster.create(configuration.topics());
        }
    }

    @CommandLine.Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows each topic: present or missing, and where it differs from the configuration.")
    static final class Listing extends OfCluster {
        Listing(CommandContext surroundings) {
            super(surroundings);
        }

        @Override
        List<TopicState> states(Cluster cluster, Configuration configuration) {
            return cluster.states(configuration.topics());
        }
    }
}
