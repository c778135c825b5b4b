package postrider.mail.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.parser.Parser;

/// Finds the links of a guarded HTML part, `href` in quotes of `<a>` and `<area>`, and makes each of them
/// a [Term.Linked], which whoever renders may lead elsewhere. Equal addresses have one number. A link
/// whose address holds a branch or a loop stays as it is.
final class LinkMarks {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Fragment> marked = new ArrayList<>();
    private final List<Fragment> address = new ArrayList<>();
    private HtmlPlace place;
    private boolean isInside;

    private LinkMarks(HtmlPlace start) {
        place = start;
    }

    /// @param targets what its links lead to, by number from 1; empty where values decide
    record Marked(List<Fragment> fragments, List<String> targets) {}

    /// With the pixel at its end.
    static Marked mark(List<Fragment> html) {
        var marks = new LinkMarks(HtmlPlace.START);
        var fragments = new ArrayList<>(marks.walk(html));
        var end = fragments.isEmpty() ? "" : textOf(fragments.getLast());
        var body = end.toLowerCase(Locale.ROOT).lastIndexOf("</body");
        if (body >= 0) {
            fragments.removeLast();
            fixed(fragments, end.substring(0, body));
        }
        fixed(fragments, "<img src=\"");
        fragments.add(new Fragment.Print(new Term.Pixel(), Guard.HTML, 0));
        fixed(fragments, "\" width=\"1\" height=\"1\" alt=\"\">");
        if (body >= 0) fixed(fragments, end.substring(body));
        return new Marked(List.copyOf(fragments), marks.targets());
    }

    private static String textOf(Fragment fragment) {
        return fragment instanceof Fragment.Fixed(_, var text) ? text : "";
    }

    private List<String> targets() {
        return numbers.keySet().stream().map(key -> key.startsWith("\0") ? "" : key).toList();
    }

    private List<Fragment> walk(List<Fragment> fragments) {
        for (var fragment : fragments) {
            switch (fragment) {
                case Fragment.Fixed(_, var text) -> walk(text);
                case Fragment.Print print -> {
                    (isInside ? address : marked).add(print);
                    place = place.afterValue();
                }
                case Fragment.If choice -> {
                    giveUp();
                    marked.add(walk(choice));
                }
                case Fragment.For loop -> {
                    giveUp();
                    marked.add(walk(loop));
                }
                case Fragment.Assign assign -> (isInside ? address : marked).add(assign);
            }
        }
        giveUp();
        return List.copyOf(marked);
    }

    /// The address does not end where it began: it stays as it is.
    private void giveUp() {
        marked.addAll(address);
        address.clear();
        isInside = false;
    }

    private void walk(String text) {
        var from = 0;
        for (int i = 0; i < text.length(); i++) {
            var before = place;
            place = place.after(text.charAt(i));
            if (isLink(before) && place.mode() == HtmlPlace.Mode.URL_START) {
                fixed(marked, text.substring(from, i + 1));
                from = i + 1;
                isInside = true;
            } else if (isInside && place.mode() == HtmlPlace.Mode.TAG) {
                fixed(address, text.substring(from, i));
                from = i;
                ended();
            }
        }
        fixed(isInside ? address : marked, text.substring(from));
    }

    private static boolean isLink(HtmlPlace place) {
        return place.mode() == HtmlPlace.Mode.BEFORE_VALUE
                && place.word().equals("href")
                && (place.element().equals("a") || place.element().equals("area"));
    }

    private static void fixed(List<Fragment> to, String text) {
        if (!text.isEmpty()) to.add(new Fragment.Fixed(0, text));
    }

    private void ended() {
        var parts = parts();
        if (isTracked(parts)) {
            marked.add(new Fragment.Print(new Term.Linked(number(parts), parts), Guard.HTML, 0));
            address.clear();
        }
        giveUp();
    }

    /// What is known to lead elsewhere than into the web stays as it is.
    private static boolean isTracked(List<Term> parts) {
        return !parts.isEmpty() && (!isFixed(parts) || Term.Linked.isOfWeb(text(parts)));
    }

    /// None if something else than text stands in it.
    private List<Term> parts() {
        var parts = new ArrayList<Term>();
        for (var piece : address) {
            switch (piece) {
                case Fragment.Fixed(_, var text) -> {
                    var plain = Parser.unescapeEntities(text, true);
                    parts.add(new Term.Constant(new Value.Text(plain)));
                }
                case Fragment.Print(var term, var guard, _) ->
                        parts.add(guard == Guard.HTML_URL ? new Term.Address(term) : term);
                case Fragment.If _, Fragment.For _, Fragment.Assign _ -> {
                    return List.of();
                }
            }
        }
        return List.copyOf(parts);
    }

    private int number(List<Term> parts) {
        // No address holds a zero: each address that values decide has a number of its own.
        var key = isFixed(parts) ? text(parts) : "\0" + numbers.size();
        return numbers.computeIfAbsent(key, _ -> numbers.size() + 1);
    }

    private static boolean isFixed(List<Term> parts) {
        return parts.stream().allMatch(Term.Constant.class::isInstance);
    }

    private static String text(List<Term> parts) {
        var text = new StringBuilder();
        for (var part : parts)
            if (part instanceof Term.Constant(var value)) text.append(value.text());
        return text.toString().strip();
    }

    private Fragment.If walk(Fragment.If choice) {
        var start = place;
        var branches = new ArrayList<Fragment.Branch>();
        for (var branch : choice.branches())
            branches.add(new Fragment.Branch(branch.condition(), within(start, branch.body())));
        return new Fragment.If(List.copyOf(branches), within(start, choice.otherwise()));
    }

    private Fragment.For walk(Fragment.For loop) {
        var start = place;
        return new Fragment.For(
                loop.name(),
                loop.items(),
                within(start, loop.body()),
                within(start, loop.otherwise()),
                loop.line());
    }

    /// Branches that end in different places are refused only where a value follows; the last counts here,
    /// and at worst a link stays as it is.
    private List<Fragment> within(HtmlPlace start, List<Fragment> body) {
        var inner = new LinkMarks(start);
        inner.numbers.putAll(numbers);
        var walked = inner.walk(body);
        numbers.putAll(inner.numbers);
        place = inner.place;
        return walked;
    }
}
