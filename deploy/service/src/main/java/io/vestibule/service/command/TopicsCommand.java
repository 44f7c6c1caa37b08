package io.vestibule.service.command;

import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandOutput;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.kafka.TopicState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Creates the topics, or compares them with the configuration. */
@CommandLine.Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Creates, updates or lists the topics.")
public final class TopicsCommand implements Runnable {
    private static final String JSON_KEYS =
            "JSON keys: role, name, state (CREATED, UPDATED, PRESENT, MISSING), partitions, differences.";

    @Mixin
    private CommandOutput output = new CommandOutput();

    private TopicsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine with(CommandContext context) {
        return new CommandLine(new TopicsCommand())
                .addSubcommand(new Create(context))
                .addSubcommand(new Update(context))
                .addSubcommand(new ListTopics(context));
    }

    @Override
    public void run() {
        throw output.usageError("missing command: create, update or list");
    }

    /** All subcommands print the state of all topics at the end. */
    private abstract static class ClusterCommand implements Command {
        private final CommandContext context;

        @Mixin
        private ResultOutput output = new ResultOutput();

        @Mixin
        private ClusterOptions options = new ClusterOptions();

        ClusterCommand(CommandContext context) {
            this.context = context;
        }

        abstract List<TopicState> states(Cluster cluster, Configuration configuration);

        @Override
        public Set<ExitCode> exitCodes() {
            return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.BROKER_UNREACHABLE);
        }

        @Override
        public final ExitCode run() {
            Configuration configuration = options.load(context);
            try (Cluster cluster = Cluster.connect(configuration.kafka())) {
                states(cluster, configuration).forEach(state -> output.result(state, state.toText()));
            }
            return ExitCode.OK;
        }
    }

    @CommandLine.Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Creates missing topics with their partitions, retention and compaction, and lists all topics.",
                "Existing topics are not changed; the list shows where they differ from the configuration. The command can"
                        + " be repeated."
            },
            footerHeading = "%n",
            footer = JSON_KEYS)
    static final class Create extends ClusterCommand {
        Create(CommandContext context) {
            super(context);
        }

        @Override
        List<TopicState> states(Cluster cluster, Configuration configuration) {
            return cluster.create(configuration.topics());
        }
    }

    @CommandLine.Command(
            name = "update",
            mixinStandardHelpOptions = true,
            description = {
                "Sets the settings of existing topics as configured, and lists all topics.",
                "A shorter retention deletes old records. Partitions are not changed, because a camera would then change its"
                        + " partition and lose its background. Missing topics are not created."
            },
            footerHeading = "%n",
            footer = JSON_KEYS)
    static final class Update extends ClusterCommand {
        Update(CommandContext context) {
            super(context);
        }

        @Override
        List<TopicState> states(Cluster cluster, Configuration configuration) {
            return cluster.update(configuration.topics());
        }
    }

    @CommandLine.Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists each topic: present or missing, and its differences to the configuration.",
            footerHeading = "%n",
            footer = JSON_KEYS)
    static final class ListTopics extends ClusterCommand {
        ListTopics(CommandContext context) {
            super(context);
        }

        @Override
        List<TopicState> states(Cluster cluster, Configuration configuration) {
            return cluster.states(configuration.topics());
        }
    }
}
