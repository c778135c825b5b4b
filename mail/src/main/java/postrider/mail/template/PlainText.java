package postrider.mail.template;

import java.util.ArrayList;
import java.util.List;

/// Makes the text part from the HTML part, once a campaign and as a template: values and branches
/// stand in the text where they stood in the HTML.
///
/// The fragments are laid out as one HTML text with a mark where each value and each branch was,
/// that HTML is read, and the marks in the resulting text are turned back into fragments.
final class PlainText {
    /// Marks are one character of a private use area each, so that they survive as parts of words.
    private static final int MARK_FIRST = 0xF0000;

    private static final int MARK_LAST = 0xFFFFD;

    private final List<Mark> marks = new ArrayList<>();
    private final StringBuilder html = new StringBuilder();

    private PlainText() {}

    /// What a mark stands for.
    private sealed interface Mark {
        record Print(Fragment.Print print) implements Mark {}

        record Assign(Fragment.Assign assign) implements Mark {}

        /// The start of an `if`, of a branch of it, or of a `for`.
        record Open(Fragment fragment) implements Mark {}

        record Next() implements Mark {}

        record Close() implements Mark {}
    }

    static List<Fragment> of(List<Fragment> html) throws BadTemplate {
        var text = new PlainText();
        text.layOut(html);
        if (text.marks.size() > MARK_LAST - MARK_FIRST) throw text.unbalanced();
        return text.read(HtmlText.read(text.html.toString(), text::width));
    }

    private static boolean isMark(int codePoint) {
        return codePoint >= MARK_FIRST && codePoint <= MARK_LAST;
    }

    /// How a character is laid out.
    private TextFlow.Width width(int codePoint) {
        if (!isMark(codePoint)) return TextFlow.Width.CHARACTER;
        return switch (marks.get(codePoint - MARK_FIRST)) {
            case Mark.Print _ -> TextFlow.Width.VALUE;
            case Mark.Assign _ -> TextFlow.Width.NOTHING;
            case Mark.Open _ -> TextFlow.Width.OPEN;
            case Mark.Next _ -> TextFlow.Width.NEXT;
            case Mark.Close _ -> TextFlow.Width.CLOSE;
        };
    }

    private void layOut(List<Fragment> fragments) {
        for (var fragment : fragments) {
            switch (fragment) {
                case Fragment.Fixed(_, var text) -> withoutMarks(text);
                case Fragment.Print print -> mark(new Mark.Print(print));
                case Fragment.Assign assign -> mark(new Mark.Assign(assign));
                case Fragment.If choice -> {
                    mark(new Mark.Open(choice));
                    for (var branch : choice.branches()) layOutBody(branch.body());
                    layOut(choice.otherwise());
                    mark(new Mark.Close());
                }
                case Fragment.For loop -> {
                    mark(new Mark.Open(loop));
                    layOutBody(loop.body());
                    layOut(loop.otherwise());
                    mark(new Mark.Close());
                }
            }
        }
    }

    private void layOutBody(List<Fragment> body) {
        layOut(body);
        mark(new Mark.Next());
    }

    private void mark(Mark mark) {
        html.appendCodePoint(MARK_FIRST + marks.size());
        marks.add(mark);
    }

    private void withoutMarks(String text) {
        text.codePoints().filter(c -> !isMark(c)).forEach(html::appendCodePoint);
    }

    private List<Fragment> read(String text) throws BadTemplate {
        var reader = new Reader(text.codePoints().toArray());
        var fragments = reader.body();
        if (reader.at < reader.text.length) throw unbalanced();
        return fragments;
    }

    private BadTemplate unbalanced() {
        var message =
                "the text part cannot be made from this HTML, because an if or for begins inside"
                        + " an element and ends outside it: write a text part";
        return new BadTemplate(List.of(new Mistake(Part.TEXT, 1, message)));
    }

    /// Turns the marks in a text back into fragments.
    private final class Reader {
        private final int[] text;
        private int at;

        Reader(int[] text) {
            this.text = text;
        }

        /// Reads up to a mark that ends a body, which it leaves, or to the end.
        List<Fragment> body() throws BadTemplate {
            var fragments = new ArrayList<Fragment>();
            var plain = new StringBuilder();
            while (at < text.length) {
                if (!isMark(text[at])) {
                    plain.appendCodePoint(text[at++]);
                    continue;
                }
                var mark = marks.get(text[at] - MARK_FIRST);
                if (mark instanceof Mark.Next || mark instanceof Mark.Close) break;
                at++;
                flush(plain, fragments);
                fragments.add(fragment(mark));
            }
            flush(plain, fragments);
            return List.copyOf(fragments);
        }

        private static void flush(StringBuilder plain, List<Fragment> fragments) {
            if (!plain.isEmpty()) fragments.add(new Fragment.Fixed(0, plain.toString()));
            plain.setLength(0);
        }

        private Fragment fragment(Mark mark) throws BadTemplate {
            return switch (mark) {
                case Mark.Print(var print) -> unescaped(print);
                case Mark.Assign(var assign) -> assign;
                case Mark.Open(var opened) -> opened(opened);
                case Mark.Next _, Mark.Close _ -> throw unbalanced();
            };
        }

        private static Fragment unescaped(Fragment.Print print) {
            var guard =
                    switch (print.guard()) {
                        case HTML_URL, PLAIN_URL, CSS_URL -> Guard.PLAIN_URL;
                        case HTML, CSS, PLAIN -> Guard.PLAIN;
                    };
            return new Fragment.Print(print.term(), guard, print.line());
        }

        private Fragment opened(Fragment opened) throws BadTemplate {
            return switch (opened) {
                case Fragment.If choice -> choice(choice);
                case Fragment.For loop -> loop(loop);
                case Fragment.Fixed _, Fragment.Print _, Fragment.Assign _ -> throw unbalanced();
            };
        }

        private Fragment choice(Fragment.If choice) throws BadTemplate {
            var branches = new ArrayList<Fragment.Branch>();
            for (var branch : choice.branches()) {
                branches.add(new Fragment.Branch(branch.condition(), bodyUpTo(Mark.Next.class)));
            }
            return new Fragment.If(List.copyOf(branches), bodyUpTo(Mark.Close.class));
        }

        private Fragment loop(Fragment.For loop) throws BadTemplate {
            var body = bodyUpTo(Mark.Next.class);
            return new Fragment.For(
                    loop.name(), loop.items(), body, bodyUpTo(Mark.Close.class), loop.line());
        }

        private List<Fragment> bodyUpTo(Class<? extends Mark> end) throws BadTemplate {
            var body = body();
            if (at >= text.length || !end.isInstance(marks.get(text[at] - MARK_FIRST)))
                throw unbalanced();
            at++;
            return body;
        }
    }
}
