package io.vestibule.lab.demo.live;

import java.io.PrintWriter;
import java.util.List;

/** A terminal on which the board stays where it is. Each picture is one write, so nothing flickers. */
final class TerminalScreen implements DemoScreen {

    private static final String CURSOR_OFF = "\u001b[?25l";
    private static final String CURSOR_ON = "\u001b[?25h";
    private static final String TO_LINE_END = "\u001b[K";
    private static final String TO_SCREEN_END = "\u001b[J";

    private final PrintWriter out;
    private final DemoStatusText text;
    private final AnsiStyle paint;
    private int height;

    TerminalScreen(PrintWriter out, AnsiStyle paint) {
        this.out = out;
        this.paint = paint;
        this.text = new DemoStatusText(paint);
    }

    @Override
    public synchronized void say(String line) {
        out.print(up() + TO_SCREEN_END + paint.faint(line) + System.lineSeparator());
        out.flush();
        height = 0;
    }

    /** Shown by the board's feed. */
    @Override
    public void event(String line) {}

    @Override
    public synchronized void show(DemoStatus board) {
        List<String> lines = text.lines(board);
        StringBuilder picture = new StringBuilder(CURSOR_OFF).append(up());
        lines.forEach(line -> picture.append(line).append(TO_LINE_END).append(System.lineSeparator()));
        out.print(picture);
        out.flush();
        height = lines.size();
    }

    private String up() {
        return height == 0 ? "" : "\u001b[" + height + "A\r";
    }

    @Override
    public synchronized void leave() {
        out.print(CURSOR_ON);
        out.flush();
        height = 0;
    }
}
