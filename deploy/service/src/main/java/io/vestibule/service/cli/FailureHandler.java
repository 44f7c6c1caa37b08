package io.vestibule.service.cli;

import io.vestibule.common.yaml.Spelling;
import io.vestibule.service.broker.BrokerStartException;
import io.vestibule.service.config.ConfigurationException;
import io.vestibule.service.kafka.ClusterException;
import io.vestibule.service.logging.AddressRedaction;
import io.vestibule.zoo.ZooException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints an error as one line on standard error, and chooses the exit code. */
public final class FailureHandler implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    private final Set<Class<? extends Exception>> readable;

    /** @param readable exceptions of a program's own commands whose message is meant for the user */
    public FailureHandler(Set<Class<? extends Exception>> readable) {
        this.readable = Set.copyOf(readable);
    }

    /** Handles invalid options and arguments. */
    public static int usageError(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        print(command, message(error) + " (see '" + name + " --help')", List.of(arguments));
        return ExitCode.USAGE.code();
    }

    private static String message(ParameterException error) {
        if (!(error instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(error.getMessage());
        }
        String word = unmatched.getUnmatched().get(0);
        // The rest may be a password.
        String shown = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        CommandLine command = error.getCommandLine();
        String kind = unmatched.isUnknownOption()
                ? "unknown option"
                : command.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
        return kind + " '" + shown + "'"
                + Spelling.closest(shown, names(command, unmatched.isUnknownOption()))
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse("");
    }

    private static Set<String> names(CommandLine command, boolean ofOptions) {
        return ofOptions
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
    }

    /** Handles an exception of a command. */
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        ExitCode code = codeOf(failure);
        LOG.debug("{} failed", command.getCommandSpec().qualifiedName(), failure);
        if (code == ExitCode.FAILED && !isReadable(failure)) {
            print(
                    command,
                    "unexpected error: " + failure + "; for a stack trace, set VESTIBULE_LOG_LEVEL=DEBUG",
                    arguments.originalArgs());
        } else {
            print(command, String.valueOf(failure.getMessage()), arguments.originalArgs());
        }
        return code.code();
    }

    private boolean isReadable(Exception failure) {
        return failure instanceof CommandException
                || failure instanceof BrokerStartException
                || failure instanceof ClusterException
                || readable.stream().anyMatch(type -> type.isInstance(failure));
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
                case SETTINGS, TOPIC_UNFIT -> ExitCode.CONFIGURATION;
                case TOPIC_MISSING -> ExitCode.TOPICS_MISSING;
                case OTHER -> ExitCode.FAILED;
            };
        }
        return ExitCode.FAILED;
    }

    private static void print(CommandLine command, String message, List<String> arguments) {
        PrintWriter err = command.getErr();
        // Messages of picocli repeat arguments, and an argument can be the address of a camera with its password.
        String text = AddressRedaction.inText(
                SecretArguments.removeFrom(message, arguments).replaceAll("\\s*\\R\\s*", "; "));
        err.println(command.getCommandSpec().qualifiedName() + ": " + TerminalText.escaped(text));
        err.flush();
    }
}
