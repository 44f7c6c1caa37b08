package io.vestibule.service.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that prints a list, a line for each thing: in words, or as a JSON object. */
public abstract class ListCommand implements Command {
    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    public ListCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    protected final CommandContext surroundings() {
        return surroundings;
    }

    protected final void print(Object forScripts, String forPeople) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonLine.line(forScripts) : forPeople);
        out.flush();
    }

    protected final void report(String progress) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(progress);
        err.flush();
    }
}
