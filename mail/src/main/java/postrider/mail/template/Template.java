package postrider.mail.template;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The template of a campaign: Pebble's language, compiled once, safe for many threads.
///
/// A template can print a recipient's values, choose, loop over literal lists and what `split`
/// makes, and nothing else. It sees no class, method, file or other template. Bounds: the lengths of
/// [Part], 200,000 steps and 4,000,000 characters of intermediate text a part.
public final class Template {
    /// The variable that is always there: the recipient's own address to unsubscribe.
    public static final String UNSUBSCRIBE_URL = "unsubscribe_url";

    private final TemplatePart subject;
    private final TemplatePart html;
    private final TemplatePart text;
    private final Variables variables;
    private final List<String> links;

    private Template(
            TemplatePart subject,
            TemplatePart html,
            TemplatePart text,
            Variables variables,
            List<String> links) {
        this.subject = subject;
        this.html = html;
        this.text = text;
        this.variables = variables;
        this.links = links;
    }

    /// Whether links and opening are to be told of.
    public enum Tracking {
        OFF,
        /// Links of the HTML part, and an image at its end, are as [Links] says.
        ON
    }

    /// Compiles the parts, links as they are.
    ///
    /// @throws BadTemplate with the mistakes of all parts
    public static Template compile(Source source) throws BadTemplate {
        return compile(source, Tracking.OFF);
    }

    /// Compiles the parts. Where the text part is blank it is made from the HTML, as a template; its links
    /// are never tracked, for people read them.
    ///
    /// @throws BadTemplate with the mistakes of all parts
    public static Template compile(Source source, Tracking tracking) throws BadTemplate {
        var compilation = new Compilation();
        var subject = compilation.compile(Part.SUBJECT, source.of(Part.SUBJECT));
        var html = compilation.compile(Part.HTML, source.of(Part.HTML));
        var text =
                source.text().isBlank()
                        ? compilation.textOf(html)
                        : compilation.compile(Part.TEXT, source.of(Part.TEXT));
        compilation.refuseMistakes();
        var marked =
                switch (tracking) {
                    case OFF -> new LinkMarks.Marked(html, List.of());
                    case ON -> LinkMarks.mark(html);
                };
        return new Template(
                Numbering.number(Part.SUBJECT, subject),
                Numbering.number(Part.HTML, marked.fragments()),
                Numbering.number(Part.TEXT, text),
                compilation.variables(),
                marked.targets());
    }

    /// Where tracked links lead, in the order of their numbers from 1; empty where values decide.
    public List<String> links() {
        return links;
    }

    public TemplatePart subject() {
        return subject;
    }

    public TemplatePart html() {
        return html;
    }

    public TemplatePart text() {
        return text;
    }

    public Variables variables() {
        return variables;
    }

    /// Collects what the parts have in common: mistakes and variables.
    private static final class Compilation {
        private final List<Mistake> mistakes = new ArrayList<>();
        private final TreeSet<String> required = new TreeSet<>();
        private final TreeSet<String> optional = new TreeSet<>();

        List<Fragment> compile(Part part, String source) {
            try {
                var result = Compiler.compile(part, within(part, source));
                required.addAll(result.required());
                optional.addAll(result.optional());
                return part == Part.HTML
                        ? HtmlGuards.guard(result.fragments())
                        : result.fragments();
            } catch (BadTemplate e) {
                mistakes.addAll(e.mistakes());
                return List.of();
            }
        }

        List<Fragment> textOf(List<Fragment> html) {
            try {
                return PlainText.of(html);
            } catch (BadTemplate e) {
                mistakes.addAll(e.mistakes());
                return List.of();
            }
        }

        private static String within(Part part, String source) throws BadTemplate {
            var lines = source.replace("\r\n", "\n").replace('\r', '\n');
            if (lines.length() <= part.charsMax()) return lines;
            var message = "it has over " + part.charsMax() + " characters: shorten it";
            throw new BadTemplate(List.of(new Mistake(part, 1, message)));
        }

        void refuseMistakes() throws BadTemplate {
            if (!mistakes.isEmpty()) throw new BadTemplate(mistakes);
        }

        Variables variables() {
            var withDefaultOnly = new TreeSet<>(optional);
            withDefaultOnly.removeAll(required);
            return new Variables(required, withDefaultOnly);
        }
    }
}
