package postrider.mail.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;

/// Lays words out in lines of a readable length. Line ends are owed until the next word comes, so
/// that they never pile up.
final class TextFlow {
    /// RFC 5322 2.1.1 prefers 78; RFC 3676 4.2 advises a little less for text that is quoted.
    private static final int COLUMNS = 74;

    /// About what a value takes.
    private static final int VALUE_COLUMNS = 10;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private final Deque<Integer> owedAtOpen = new ArrayDeque<>();
    private final IntFunction<Width> widths;
    private int wordColumns;
    private int column;
    private int lineEndsOwed;
    private boolean blankOwed;
    private String indent = "";

    TextFlow(IntFunction<Width> widths) {
        this.widths = widths;
    }

    /// How a character is laid out.
    enum Width {
        CHARACTER,
        VALUE,
        NOTHING,
        /// Marks of a branch or loop: what comes in it may be absent.
        OPEN,
        NEXT,
        CLOSE
    }

    void text(String more) {
        more.codePoints().forEach(this::character);
    }

    private void character(int c) {
        switch (widths.apply(c)) {
            case CHARACTER -> {
                if (isBlank(c)) blank();
                else word(c, 1);
            }
            case VALUE -> word(c, VALUE_COLUMNS);
            case NOTHING, OPEN, NEXT, CLOSE -> mark(c);
        }
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || c == 0xA0;
    }

    private void word(int c, int columns) {
        word.appendCodePoint(c);
        wordColumns += columns;
    }

    /// A mark does not bring line ends that are owed: each branch brings its own.
    private void mark(int c) {
        var width = widths.apply(c);
        if (width == Width.OPEN) owedAtOpen.push(lineEndsOwed);
        if (word.isEmpty() && lineEndsOwed > 0) text.appendCodePoint(c);
        else word(c, 0);
        if (owedAtOpen.isEmpty()) return;
        if (width == Width.NEXT) lineEndsOwed = Math.max(lineEndsOwed, owedAtOpen.peek());
        if (width == Width.CLOSE) lineEndsOwed = Math.max(lineEndsOwed, owedAtOpen.pop());
    }

    void blank() {
        if (word.isEmpty()) return;
        endWord();
        blankOwed = true;
    }

    /// At least so many line ends before the next word.
    void lineEnds(int atLeast) {
        endWord();
        lineEndsOwed = Math.max(lineEndsOwed, atLeast);
    }

    /// One line end more: `<br>`.
    void lineEnd() {
        endWord();
        lineEndsOwed = Math.min(2, lineEndsOwed + 1);
    }

    /// Whether the line has words and so needs a separator before the next cell.
    boolean isInLine() {
        return !word.isEmpty() || (column > indent.length() && lineEndsOwed == 0);
    }

    void indent(String more) {
        indent += more;
    }

    void outdent(String less) {
        indent = indent.substring(0, Math.max(0, indent.length() - less.length()));
    }

    private void endWord() {
        if (word.isEmpty()) return;
        if (word.codePoints().allMatch(TextFlow::isInvisible)) {
            word.setLength(0);
            wordColumns = 0;
            return;
        }
        if (lineEndsOwed > 0 && !text.isEmpty()) lineEndsNow(lineEndsOwed);
        else if (blankOwed && column + 1 + wordColumns > COLUMNS) lineEndsNow(1);
        else if (blankOwed && column > 0) append(" ", 1);
        append(word.toString(), wordColumns);
        word.setLength(0);
        wordColumns = 0;
        lineEndsOwed = 0;
        blankOwed = false;
    }

    /// What pads preheaders when it stands alone; inside words it joins letters.
    private static boolean isInvisible(int c) {
        return (c >= 0x200B && c <= 0x200D)
                || c == 0x2060
                || c == 0xFEFF
                || c == 0x34F
                || c == 0xAD;
    }

    private void lineEndsNow(int count) {
        text.append("\n".repeat(count)).append(indent);
        column = indent.length();
    }

    private void append(String more, int columns) {
        text.append(more);
        column += columns;
    }

    String finish() {
        endWord();
        var lines = text.toString().strip();
        return lines.isEmpty() ? "" : lines + "\n";
    }
}
