package io.vestibule.lab.demo.live;

import java.io.PrintWriter;
import java.util.List;

/** Redraws the status in place on a terminal. Each update is one write, so that it does not flicker. */
final class TerminalScreen implements DemoScreen {

    private static final String CURSOR_OFF = "\u001b[?25l";
    private static final String CURSOR_ON = "\u001b[?25h";
    private static final String TO_LINE_END = "\u001b[K";
    private static final String TO_SCREEN_END = "\u001b[J";

    private final PrintWriter out;
    private final DemoStatusText text;
    private final AnsiStyle style;
    private int height;

    TerminalScreen(PrintWriter out, AnsiStyle style) {
        this.out = out;
        this.style = style;
        this.text = new DemoStatusText(style);
    }

    @Override
    public synchronized void printStep(String line) {
        out.print(up() + TO_SCREEN_END + style.faint(line) + System.lineSeparator());
        out.flush();
        height = 0;
    }

    /** Ignored: the status contains the events. */
    @Override
    public void printEvent(String line) {}

    @Override
    public synchronized void update(DemoStatus status) {
        List<String> lines = text.lines(status);
        StringBuilder output = new StringBuilder(CURSOR_OFF).append(up());
        lines.forEach(line -> output.append(line).append(TO_LINE_END).append(System.lineSeparator()));
        out.print(output);
        out.flush();
        height = lines.size();
    }

    private String up() {
        return height == 0 ? "" : "\u001b[" + height + "A\r";
    }

    @Override
    public synchronized void release() {
        out.print(CURSOR_ON);
        out.flush();
        height = 0;
    }
}
