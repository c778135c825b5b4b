package postrider.mail.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Gives every printed value of the HTML part the guard that its place needs. Follows the template's
/// branches and loops, so that a place is known whichever way the text came about.
final class HtmlGuards {
    /// Branches that leave so many different places are no HTML that anyone wrote.
    private static final int PLACES_MAX = 32;

    private final List<Mistake> mistakes = new ArrayList<>();

    private HtmlGuards() {}

    static List<Fragment> guard(List<Fragment> fragments) throws BadTemplate {
        var guards = new HtmlGuards();
        var guarded = guards.walk(fragments, Set.of(HtmlPlace.START));
        if (!guards.mistakes.isEmpty()) throw new BadTemplate(guards.mistakes);
        return guarded.fragments;
    }

    private record Walked(List<Fragment> fragments, Set<HtmlPlace> places) {}

    private Walked walk(List<Fragment> fragments, Set<HtmlPlace> start) {
        var places = start;
        var guarded = new ArrayList<Fragment>();
        for (var fragment : fragments) {
            var walked = walk(fragment, places);
            guarded.addAll(walked.fragments);
            places = walked.places;
        }
        return new Walked(List.copyOf(guarded), places);
    }

    private Walked walk(Fragment fragment, Set<HtmlPlace> places) {
        return switch (fragment) {
            case Fragment.Fixed(_, var text) ->
                    new Walked(List.of(fragment), advance(places, text));
            case Fragment.Print(var term, _, int line) ->
                    new Walked(
                            List.of(new Fragment.Print(term, guard(places, line), line)),
                            afterValue(places));
            case Fragment.If choice -> walk(choice, places);
            case Fragment.For loop -> walk(loop, places);
            case Fragment.Assign _ -> new Walked(List.of(fragment), places);
        };
    }

    private Walked walk(Fragment.If choice, Set<HtmlPlace> places) {
        var after = new HashSet<HtmlPlace>();
        var branches = new ArrayList<Fragment.Branch>();
        for (var branch : choice.branches()) {
            var body = walk(branch.body(), places);
            branches.add(new Fragment.Branch(branch.condition(), body.fragments));
            after.addAll(body.places);
        }
        var otherwise = walk(choice.otherwise(), places);
        after.addAll(otherwise.places);
        return new Walked(
                List.of(new Fragment.If(List.copyOf(branches), otherwise.fragments)), after);
    }

    /// A body may begin where it ended: its places are added until no new ones come.
    private Walked walk(Fragment.For loop, Set<HtmlPlace> places) {
        var before = new HashSet<>(places);
        while (before.size() <= PLACES_MAX
                && before.addAll(new HtmlGuards().walk(loop.body(), before).places)) {}
        if (before.size() > PLACES_MAX) refuse(loop.line(), "the loop leaves tags or quotes open");
        var body = walk(loop.body(), before);
        var otherwise = walk(loop.otherwise(), places);
        var after = new HashSet<>(body.places);
        after.addAll(otherwise.places);
        after.addAll(places);
        var guarded =
                new Fragment.For(
                        loop.name(),
                        loop.items(),
                        body.fragments,
                        otherwise.fragments,
                        loop.line());
        return new Walked(List.of(guarded), after);
    }

    private static Set<HtmlPlace> advance(Set<HtmlPlace> places, String text) {
        var after = new HashSet<HtmlPlace>();
        for (var place : places) {
            for (int i = 0; i < text.length(); i++) place = place.after(text.charAt(i));
            after.add(place);
        }
        return after;
    }

    private static Set<HtmlPlace> afterValue(Set<HtmlPlace> places) {
        var after = new HashSet<HtmlPlace>();
        for (var place : places) after.add(place.afterValue());
        return after;
    }

    private Guard guard(Set<HtmlPlace> places, int line) {
        var guards = new TreeSet<Guard>();
        for (var place : places) guards.add(guard(place, line));
        // An address is safe wherever HTML is; the other guards do not stand for one another.
        if (guards.equals(Set.of(Guard.HTML, Guard.HTML_URL))) return Guard.HTML_URL;
        if (guards.size() > 1)
            refuse(
                    line,
                    "the branches before leave this value in different places of the HTML: close tags and quotes in each");
        return guards.first();
    }

    private Guard guard(HtmlPlace place, int line) {
        return switch (place.mode()) {
            case TEXT, VALUE, COMMENT -> Guard.HTML;
            case URL_START -> Guard.HTML_URL;
            case STYLE, STYLE_VALUE -> place.isAtCssUrl() ? Guard.CSS_URL : Guard.CSS;
            case BEFORE_VALUE, UNQUOTED ->
                    refuse(line, "put quotes around the attribute that holds this value");
            case TAG_NAME, TAG, ATTRIBUTE_NAME ->
                    refuse(
                            line,
                            "a value may stand in text or in a quoted attribute, not as a tag or attribute itself");
            case SCRIPT, SCRIPT_VALUE ->
                    refuse(
                            line,
                            "no value may stand in a script, and mail programs drop scripts: take it out");
        };
    }

    private Guard refuse(int line, String message) {
        mistakes.add(new Mistake(Part.HTML, line, message));
        return Guard.HTML;
    }
}
