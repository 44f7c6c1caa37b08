package io.vestibule.lab.demo.live;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;

/** Where the demo shows what it does. Thread-safe. */
public sealed interface DemoScreen permits TerminalScreen, PlainScreen {

    /** A step that takes time. */
    void say(String line);

    /** Something that happened at a door. */
    void event(String line);

    /** How things are now; called a few times a second. */
    void show(DemoStatus board);

    /** Leaves the last board as it is and gives the cursor back. */
    void leave();

    /** Redrawn in place on a terminal; lines where the output goes to a file or another program. */
    static DemoScreen on(PrintWriter out, Map<String, String> environment) {
        boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        return isTerminal() && !dumb ? new TerminalScreen(out, AnsiStyle.of(environment)) : new PlainScreen(out);
    }

    /** From Java 22 on there is a console even where there is no terminal, and a method that tells. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
