package postrider.server.cli;

import java.io.PrintWriter;
import java.time.Duration;

/// Shows snapshots as they come: over each other on a screen, else a line every few seconds. Used by
/// one thread.
final class Display {
    /// Seldom enough that a log stays readable.
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;
    private int shown;
    private Duration lastLine = Duration.ZERO.minus(BETWEEN_LINES);

    Display(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(Snapshot snapshot) {
        switch (terminal.screen()) {
            case LIVE, LIVE_PLAIN -> redraw(snapshot);
            case NONE -> {
                if (snapshot.elapsed().minus(lastLine).compareTo(BETWEEN_LINES) >= 0)
                    line(snapshot);
            }
        }
    }

    /// Shows where it ended; the next thing that is written stands below.
    void end(Snapshot snapshot) {
        switch (terminal.screen()) {
            case LIVE, LIVE_PLAIN -> redraw(snapshot);
            case NONE -> line(snapshot);
        }
        shown = 0;
        terminal.err().println();
    }

    private void line(Snapshot snapshot) {
        lastLine = snapshot.elapsed();
        terminal.err().println(Progress.line(snapshot));
    }

    /// One write for all lines, so that the picture does not flicker.
    private void redraw(Snapshot snapshot) {
        var picture = new StringBuilder();
        if (shown > 0) picture.append("\u001b[%dA\r".formatted(shown));
        var lines = Progress.lines(snapshot, terminal.width());
        for (int i = 0; i < lines.size(); i++)
            picture.append(coloured(i, lines.get(i))).append(CLEAR_LINE).append('\n');
        shown = lines.size();
        PrintWriter err = terminal.err();
        err.print(picture.append(CLEAR_BELOW));
        err.flush();
    }

    private String coloured(int line, String text) {
        if (terminal.screen() != Terminal.Screen.LIVE) return text;
        return switch (line) {
            case 0 -> GREEN + text + PLAIN;
            case 1 -> BOLD + text + PLAIN;
            default -> text;
        };
    }
}
