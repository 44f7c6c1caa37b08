package io.vestibule.app.command;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that prints a list, a line for each thing: in words, or as a JSON object. */
abstract class ListCommand implements Command {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    final void print(Object forScripts, String forPeople) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.line(forScripts) : forPeople);
        out.flush();
    }

    final void report(String progress) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(progress);
        err.flush();
    }
}
