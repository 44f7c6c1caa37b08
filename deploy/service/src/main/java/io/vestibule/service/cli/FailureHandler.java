package io.vestibule.service.cli;

import io.vestibule.service.broker.BrokerStartException;
import io.vestibule.service.config.ConfigurationException;
import io.vestibule.service.kafka.ClusterException;
import io.vestibule.zoo.ZooException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the user sees when something goes wrong: one line on standard error, and an exit code. */
public final class FailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    private FailureHandler() {}

    /** For flags and arguments that cannot be understood. */
    public static int misuse(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        complain(command, misuse.getMessage() + " (see '" + name + " --help')");
        return ExitCode.USAGE.code();
    }

    /** For whatever a command throws. */
    public static int ofCommand(Exception failure, CommandLine command, ParseResult arguments) {
        ExitCode code = codeOf(failure);
        LOG.debug("{} failed", command.getCommandSpec().qualifiedName(), failure);
        if (code == ExitCode.FAILED
                && !(failure instanceof CommandException)
                && !(failure instanceof BrokerStartException)) {
            complain(command, "unexpected: " + failure + " (VESTIBULE_LOG_LEVEL=DEBUG shows where)");
        } else {
            complain(command, String.valueOf(failure.getMessage()));
        }
        return code.code();
    }

    private static ExitCode codeOf(Exception failure) {
        if (failure instanceof CommandException known) {
            return known.exitCode();
        }
        if (failure instanceof ConfigurationException) {
            return ExitCode.CONFIGURATION;
        }
        if (failure instanceof ZooException) {
            return ExitCode.MODELS_MISSING;
        }
        if (failure instanceof ClusterException cluster) {
            return switch (cluster.fault()) {
                case UNREACHABLE -> ExitCode.BROKER_UNREACHABLE;
                case SETTINGS -> ExitCode.CONFIGURATION;
                case TOPIC_MISSING -> ExitCode.TOPICS_MISSING;
                case OTHER -> ExitCode.FAILED;
            };
        }
        return ExitCode.FAILED;
    }

    private static void complain(CommandLine command, String line) {
        PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().qualifiedName() + ": " + line.replaceAll("\\s*\\R\\s*", "; "));
        err.flush();
    }
}
