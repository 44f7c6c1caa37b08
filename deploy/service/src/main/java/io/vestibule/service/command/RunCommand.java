package io.vestibule.service.command;

import io.vestibule.models.StageListener;
import io.vestibule.models.Vision;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.CommandOutput;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.kafka.ClusterException;
import io.vestibule.service.kafka.TopicRequirements;
import io.vestibule.service.metrics.HttpEndpoint;
import io.vestibule.service.metrics.Metrics;
import io.vestibule.service.run.Application;
import io.vestibule.service.run.ApplicationException;
import io.vestibule.service.run.RunningApplications;
import io.vestibule.service.run.StateFolder;
import io.vestibule.service.run.StateFolderException;
import io.vestibule.service.run.TopologyFactory;
import io.vestibule.service.run.TopologyObservers;
import io.vestibule.zoo.PreparedModels;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs topologies until it is stopped. */
@CommandLine.Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs topologies until stopped: watch, recognise, teach and enrol, or some of them.",
            "watch analyses frames and writes faces; recognise turns faces into identity events; teach turns faces into soft"
                    + " labels; enrol turns photographs into templates. Topics and models must exist ('topics create', 'models"
                    + " prepare')."
        },
        footerHeading = "%n",
        footer = {
            "Each topology is a Kafka Streams application with exactly-once processing. Processes with the same topology share"
                    + " its partitions, so start as many as the load needs. Each process of a machine needs its own"
                    + " run.state-directory and metrics.port.",
            "",
            "Threads per topology: --kafka-config num.stream.threads=2. Records per poll: --kafka-config"
                    + " consumer.max.poll.records=N; the default of 50 keeps the time to stop short.",
            "",
            "The command prints the address of metrics and health (METRICS.md). A stop commits and leaves the consumer groups,"
                    + " so that other processes get the partitions at once and not after the session time-out. Therefore"
                    + " partitions move with each process of a rolling restart. The log warns if a stop takes over 20 seconds.",
            "",
            "If a topology fails, all stop and the exit code is 1, so that a supervisor can restart the process. The log has"
                    + " classes and locations of exceptions, but only messages of Kafka and of models: other messages may"
                    + " quote a record.",
            "",
            "Example:",
            "  vestibule run watch recognise"
        })
public final class RunCommand implements Command {
    private static final String ALL = "all";

    private final CommandContext context;

    @Parameters(
            paramLabel = "TOPOLOGY",
            arity = "0..*",
            description = "watch, recognise, teach, enrol or all. Default: all.")
    private List<String> names = List.of();

    @Option(
            names = "--move-old-state",
            description =
                    "If run.state-directory contains the state of another Kafka cluster, move it into a sub-folder."
                            + " Without this option, that is an error.")
    private boolean moveOldState;

    @Mixin
    private CommandOutput output = new CommandOutput();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    public RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.FAILED,
                ExitCode.CONFIGURATION,
                ExitCode.BROKER_UNREACHABLE,
                ExitCode.MODELS_MISSING,
                ExitCode.TOPICS_MISSING);
    }

    @Override
    public ExitCode run() throws InterruptedException {
        Set<Application> applications = applications();
        Configuration configuration = options.load(context);
        PreparedModels prepared =
                LicensedModels.open(configuration.models(), context).prepared();
        try (StateFolder state = openState(configuration)) {
            runWith(state, applications, configuration, prepared);
        } catch (StateFolderException unusable) {
            throw new CommandException(ExitCode.CONFIGURATION, unusable);
        } catch (ApplicationException failure) {
            throw new CommandException(ExitCode.FAILED, failure);
        }
        return ExitCode.OK;
    }

    /** Checks the cluster and the local state before anything starts. */
    private StateFolder openState(Configuration configuration) {
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.requireTopics(configuration.topics().topics().all());
            checkTopics(cluster, configuration);
            StateFolder state = StateFolder.open(configuration.run().stateFolder(context.environment()));
            try {
                state.bindTo(cluster.id(), moveOldState)
                        .ifPresent(moved -> output.report("moved the state of another cluster to " + moved));
                return state;
            } catch (RuntimeException unusable) {
                state.close();
                throw unusable;
            }
        }
    }

    private void checkTopics(Cluster cluster, Configuration configuration) {
        try {
            TopicRequirements.check(cluster.states(configuration.topics()))
                    .forEach(difference -> output.report("warning: " + difference));
        } catch (ClusterException failure) {
            if (!(failure.getCause() instanceof AuthorizationException)) {
                throw failure;
            }
            output.report("warning: the settings of the topics are not checked, because this user may not read them");
        }
    }

    private void runWith(
            StateFolder state, Set<Application> applications, Configuration configuration, PreparedModels prepared)
            throws InterruptedException {
        if (state.markRunning()) {
            output.report("the last process did not stop cleanly; its state is restored from Kafka");
        }
        try (Metrics metrics = configuration.metrics().enabled() ? new Metrics() : null;
                Vision vision = Vision.open(
                        prepared, configuration.detection(), metrics == null ? StageListener.NONE : metrics.stages());
                RunningApplications running = start(
                        applications,
                        configuration,
                        state,
                        new TopologyFactory(
                                configuration,
                                prepared,
                                vision,
                                metrics == null ? TopologyObservers.NONE : metrics.observers()));
                HttpEndpoint endpoint = metrics == null ? null : open(metrics, running, configuration)) {
            if (endpoint != null) {
                output.report("metrics at " + endpoint.address());
            }
            if (running.awaitRunning(context.stop())) {
                output.report("running: " + names(applications) + "; stop with Ctrl-C");
            }
            running.awaitStop(context.stop());
            output.report("stopping");
        } catch (CommandException | ClusterException notStarted) {
            state.markClean();
            throw notStarted;
        }
        state.markClean();
    }

    private static RunningApplications start(
            Set<Application> applications, Configuration configuration, StateFolder state, TopologyFactory topologies) {
        try {
            return RunningApplications.start(applications, topologies, configuration, state.path());
        } catch (IllegalArgumentException invalid) {
            throw new CommandException(ExitCode.CONFIGURATION, invalid);
        } catch (KafkaException refused) {
            throw ClusterException.invalidSettings(configuration.kafka(), refused);
        }
    }

    private static HttpEndpoint open(Metrics metrics, RunningApplications running, Configuration configuration) {
        metrics.register(running, configuration);
        try {
            return HttpEndpoint.open(
                    configuration.metrics(), metrics::scrape, running::areAlive, running::whyNotRunning);
        } catch (IllegalArgumentException invalid) {
            throw new CommandException(ExitCode.CONFIGURATION, invalid);
        }
    }

    private Set<Application> applications() {
        Set<Application> chosen = EnumSet.noneOf(Application.class);
        for (String name : names.isEmpty() ? List.of(ALL) : names) {
            if (name.equals(ALL)) {
                chosen.addAll(EnumSet.allOf(Application.class));
            } else {
                chosen.add(application(name));
            }
        }
        return chosen;
    }

    private Application application(String name) {
        return EnumSet.allOf(Application.class).stream()
                .filter(application -> application.commandLineName().equals(name))
                .findFirst()
                .orElseThrow(() -> output.usageError("unknown topology \"" + name + "\"; topologies are "
                        + names(EnumSet.allOf(Application.class)) + " and all"));
    }

    private static String names(Set<Application> applications) {
        return applications.stream().map(Application::commandLineName).collect(Collectors.joining(", "));
    }
}
