package io.vestibule.service.command;

import io.vestibule.models.StageListener;
import io.vestibule.models.Vision;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.metrics.HttpEndpoint;
import io.vestibule.service.metrics.Metrics;
import io.vestibule.service.run.Application;
import io.vestibule.service.run.ApplicationException;
import io.vestibule.service.run.RunningApplications;
import io.vestibule.service.run.TopologyFactory;
import io.vestibule.service.run.TopologyObservers;
import io.vestibule.zoo.PreparedModels;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs topologies until it is told to stop. */
@CommandLine.Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs topologies until stopped.",
            "They are watch (frames to faces), recognise (faces to identity events), teach (faces to soft labels) and",
            "enrol (photographs to the gallery). The topics must be there, and the models.",
            "Start as many processes as there is work; partitions are shared among them."
        })
public final class RunCommand implements Command {
    private static final String ALL = "all";

    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TOPOLOGY",
            arity = "0..*",
            description = "watch, recognise, teach, enrol, or all of them: all. Default: all.")
    private List<String> names = List.of();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    public RunCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
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
        Configuration configuration = options.load(surroundings);
        PreparedModels prepared =
                LicensedModels.open(configuration.models(), surroundings).prepared();
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.require(configuration.topics().topics().all());
        }
        try (Metrics metrics = configuration.metrics().enabled() ? new Metrics() : null;
                Vision vision = Vision.open(
                        prepared, configuration.detection(), metrics == null ? StageListener.NONE : metrics.stages());
                RunningApplications running = start(
                        applications,
                        configuration,
                        new TopologyFactory(
                                configuration,
                                prepared,
                                vision,
                                metrics == null ? TopologyObservers.NONE : metrics.observers()));
                HttpEndpoint endpoint = metrics == null ? null : open(metrics, running, configuration)) {
            if (endpoint != null) {
                report("metrics at " + endpoint.address());
            }
            if (running.awaitRunning(surroundings.stop())) {
                report(titles(applications) + " running; Ctrl-C stops");
            }
            running.awaitStop(surroundings.stop());
            report("stopping");
        } catch (ApplicationException death) {
            throw new CommandException(ExitCode.FAILED, death.getMessage(), death);
        }
        return ExitCode.OK;
    }

    private RunningApplications start(
            Set<Application> applications, Configuration configuration, TopologyFactory wiring) {
        try {
            return RunningApplications.start(
                    applications, wiring, configuration, configuration.run().stateFolder(surroundings.environment()));
        } catch (IllegalArgumentException | KafkaException refused) {
            throw new CommandException(ExitCode.CONFIGURATION, String.valueOf(refused.getMessage()), refused);
        }
    }

    private static HttpEndpoint open(Metrics metrics, RunningApplications running, Configuration configuration) {
        metrics.follow(running, configuration);
        try {
            return HttpEndpoint.open(configuration.metrics(), metrics::scrape, running::areAlive, running::areRunning);
        } catch (IllegalArgumentException refused) {
            throw new CommandException(ExitCode.CONFIGURATION, String.valueOf(refused.getMessage()), refused);
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
                .filter(application -> application.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no topology " + name + "; there are " + titles(EnumSet.allOf(Application.class))
                                + " and all"));
    }

    private void report(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private static String titles(Set<Application> applications) {
        return applications.stream().map(Application::title).collect(Collectors.joining(", "));
    }
}
