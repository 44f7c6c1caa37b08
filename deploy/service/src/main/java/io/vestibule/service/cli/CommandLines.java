package io.vestibule.service.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;

/** Settings that all command lines of Vestibule share: error handling, and exit codes in the help. */
public final class CommandLines {
    private CommandLines() {}

    /**
     * Completes a command line after all its subcommands were added.
     *
     * @param readable exceptions of the subcommands whose message is meant for the user
     */
    public static CommandLine complete(CommandLine program, Set<Class<? extends Exception>> readable) {
        program.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(FailureHandler::usageError)
                .setExecutionExceptionHandler(new FailureHandler(readable))
                .setUsageHelpAutoWidth(true);
        documentExitCodes(program);
        return program;
    }

    private static void documentExitCodes(CommandLine commandLine) {
        Set<ExitCode> codes = new TreeSet<>(Set.of(ExitCode.OK, ExitCode.USAGE));
        if (commandLine.getCommand() instanceof Command command) {
            codes.addAll(command.exitCodes());
        }
        Map<String, String> list = new LinkedHashMap<>();
        codes.forEach(code -> list.put(String.valueOf(code.code()), code.meaning()));
        commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        commandLine.getCommandSpec().usageMessage().exitCodeList(list);
        commandLine.getSubcommands().values().forEach(CommandLines::documentExitCodes);
    }
}
