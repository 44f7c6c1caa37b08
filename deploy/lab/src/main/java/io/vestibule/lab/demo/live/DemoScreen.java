package io.vestibule.lab.demo.live;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;

/** The output of the running demo. Thread-safe. */
public sealed interface DemoScreen permits TerminalScreen, PlainScreen {

    /** Prints a step that takes time. */
    void printStep(String line);

    /** Prints an event at a door. */
    void printEvent(String line);

    /** Shows the current state; called several times per second. */
    void update(DemoStatus status);

    /** Keeps the last status on the screen and shows the cursor again. */
    void release();

    /** Returns a screen that redraws in place on a terminal, or one that prints lines. */
    static DemoScreen on(PrintWriter out, Map<String, String> environment) {
        boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        return isTerminal() && !dumb ? new TerminalScreen(out, AnsiStyle.of(environment)) : new PlainScreen(out);
    }

    /**
     * From Java 22, a console exists even without a terminal. A new method distinguishes the two cases; it is called by
     * reflection because the build targets Java 17.
     */
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
