package postrider.mail.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import postrider.mail.mime.MailLayout;
import postrider.mail.template.BadTemplate;
import postrider.mail.template.Part;
import postrider.mail.template.Source;
import postrider.mail.template.Template;

/// Looks a letter over before launch and says what is to be mended. Without errors it can be sent;
/// warnings are advice.
public final class LetterCheck {
    /// Gmail cuts a mail off at about 102 KB of HTML as transferred.
    private static final int HTML_ADVISED_MAX = 90 * 1024;

    private final Letter letter;
    private final Set<String> fields;
    private final List<Problem> problems = new ArrayList<>();

    private LetterCheck(Letter letter, Set<String> fields) {
        this.letter = letter;
        this.fields = fields;
    }

    /// How much a problem matters.
    public enum Severity {
        /// It cannot be sent like this.
        ERROR,
        /// It can, and better not.
        WARNING
    }

    /// What it is about.
    public enum Kind {
        /// A variable that the audience has no field for; nothing is wrong with the template alone.
        UNKNOWN_VARIABLE,
        TEMPLATE
    }

    /// @param line of the part's template, from 1
    public record Problem(Severity severity, Kind kind, Part part, int line, String message) {
        @Override
        public String toString() {
            return "%s: %s, line %d: %s".formatted(severity, part, line, message);
        }
    }

    /// @param fields the fields that the audience's contacts have
    /// @return all problems, errors first
    public static List<Problem> check(Letter letter, Set<String> fields) {
        var check = new LetterCheck(letter, fields);
        check.all();
        check.problems.sort(Comparator.comparing(Problem::severity));
        return List.copyOf(check.problems);
    }

    private void all() {
        if (letter.source().subject().isBlank())
            error(Part.SUBJECT, 1, "the subject is empty: write one");
        if (letter.source().html().isBlank()) error(Part.HTML, 1, "the HTML is empty: write it");
        try {
            compiled(Template.compile(letter.source()));
        } catch (BadTemplate e) {
            e.mistakes().forEach(one -> error(one.part(), one.line(), one.message()));
        }
        if (!letter.source().html().contains(Template.UNSUBSCRIBE_URL))
            warning("there is no link to unsubscribe: put {{ unsubscribe_url }} into a link");
    }

    private void compiled(Template template) {
        var known = new HashSet<>(fields);
        known.add(MailComposer.EMAIL);
        if (!letter.unsubscribe().equals(UnsubscribeLinks.NONE))
            known.add(Template.UNSUBSCRIBE_URL);
        for (var name : template.variables().required()) {
            if (!known.contains(name)) unknown(name);
        }
        int html = new MailLayout(template, "check").htmlLength();
        if (html > HTML_ADVISED_MAX) {
            warning(
                    "the HTML takes %d KB as transferred and Gmail cuts off at 102 KB: shorten it"
                            .formatted(html / 1024));
        }
    }

    private void unknown(String name) {
        var message =
                name.equals(Template.UNSUBSCRIBE_URL)
                        ? "this campaign has no unsubscribe links: configure them or take unsubscribe_url out"
                        : "variable \"%s\" is no field of the list: correct its name, or give it a default, as in {{ %s | default(\"\") }}"
                                .formatted(name, name);
        for (var part : Part.values()) {
            int line = lineOf(name, text(letter.source(), part));
            if (line > 0) {
                problems.add(unknown(part, line, message));
                return;
            }
        }
        problems.add(unknown(Part.HTML, 1, message));
    }

    private static Problem unknown(Part part, int line, String message) {
        return new Problem(Severity.ERROR, Kind.UNKNOWN_VARIABLE, part, line, message);
    }

    private static String text(Source source, Part part) {
        return switch (part) {
            case SUBJECT -> source.subject();
            case HTML -> source.html();
            case TEXT -> source.text();
        };
    }

    /// The first line that uses the name between braces, or 0.
    private static int lineOf(String name, String text) {
        var use = Pattern.compile("\\{[{%][^}]*(?<![\\w.])" + Pattern.quote(name) + "(?!\\w)");
        var match = use.matcher(text);
        if (!match.find()) return 0;
        return 1 + (int) text.substring(0, match.end()).chars().filter(c -> c == '\n').count();
    }

    private void error(Part part, int line, String message) {
        problems.add(new Problem(Severity.ERROR, Kind.TEMPLATE, part, line, message));
    }

    private void warning(String message) {
        problems.add(new Problem(Severity.WARNING, Kind.TEMPLATE, Part.HTML, 1, message));
    }
}
