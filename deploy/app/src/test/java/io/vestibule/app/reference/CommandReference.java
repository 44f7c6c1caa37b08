package io.vestibule.app.reference;

import io.vestibule.app.Program;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.process.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The definition of a command, split into the parts of its reference pages. */
record CommandReference(CommandSpec spec) {
    /** Options of several commands, which the index page describes. */
    static final Set<String> COMMON_OPTIONS =
            Set.of("--help", "--version", "--config", "--set", "--bootstrap-servers", "--kafka-config");

    /** All commands that do work, in the order of the help. */
    static List<CommandReference> all() {
        CommandLine program = Program.commandLine(new CommandContext(Path.of(""), Map.of(), StopSignal.manual()));
        return leaves(program)
                .map(command -> new CommandReference(command.getCommandSpec()))
                .toList();
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().distinct().flatMap(CommandReference::leaves);
    }

    /** Full name: "vestibule topics create". */
    String name() {
        return spec.qualifiedName();
    }

    /** Name for files: "topics-create". */
    String fileName() {
        return name().replaceFirst("^vestibule ", "").replace(' ', '-');
    }

    /** First paragraph of the description. */
    String summary() {
        return plain(spec.usageMessage().description()[0]);
    }

    /** Other paragraphs of the description. */
    List<String> details() {
        return Arrays.stream(spec.usageMessage().description())
                .skip(1)
                .map(CommandReference::plain)
                .toList();
    }

    /** Lines after the options. Lines with leading spaces are code. */
    List<String> footer() {
        return Arrays.stream(spec.usageMessage().footer())
                .map(CommandReference::plain)
                .toList();
    }

    /** Usage on one line. */
    String synopsis() {
        CommandLine.Help help = new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(Ansi.OFF));
        return help.synopsis(0).replaceAll("\\s+", " ").strip();
    }

    /** Parameters and own options, as label to description. */
    List<Map.Entry<String, String>> arguments() {
        List<Map.Entry<String, String>> arguments = new ArrayList<>();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            arguments.add(Map.entry(parameter.paramLabel(), description(parameter)));
        }
        spec.options().stream()
                .filter(option -> !option.hidden() && !isCommon(option))
                .sorted(Comparator.comparing(OptionSpec::order))
                .forEach(option -> arguments.add(Map.entry(label(option), description(option))));
        return arguments;
    }

    /** Common options of this command, as label to description. */
    List<Map.Entry<String, String>> commonOptions() {
        return spec.options().stream()
                .filter(CommandReference::isCommon)
                .map(option -> Map.entry(label(option), description(option)))
                .toList();
    }

    /** Exit codes and their meanings. */
    Map<String, String> exitCodes() {
        return spec.usageMessage().exitCodeList();
    }

    private static boolean isCommon(OptionSpec option) {
        return COMMON_OPTIONS.contains(option.longestName());
    }

    private static String label(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    private static String description(ArgSpec argument) {
        // picocli itself resolves the default only when it prints the help.
        String text = plain(String.join(" ", argument.description()))
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
        return argument.required() && argument.isOption() ? text + " Required." : text;
    }

    private static String plain(String text) {
        return text.replace("%%", "%").replace("%n", " ").stripTrailing();
    }

    /** The rows of a Markdown table. */
    static String rows(List<Map.Entry<String, String>> entries) {
        return entries.stream()
                .map(entry -> "| `" + entry.getKey() + "` | " + entry.getValue().replace("|", "\\|") + " |\n")
                .collect(Collectors.joining());
    }
}
