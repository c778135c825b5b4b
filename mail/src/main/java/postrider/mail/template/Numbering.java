package postrider.mail.template;

import java.util.ArrayList;
import java.util.List;

/// Numbers the fixed texts of a part, so that whoever writes a mail can have them encoded before.
final class Numbering {
    private final List<String> texts = new ArrayList<>();

    private Numbering() {}

    static TemplatePart number(Part part, List<Fragment> fragments) {
        var numbering = new Numbering();
        var numbered = numbering.all(fragments);
        return new TemplatePart(part, numbered, List.copyOf(numbering.texts));
    }

    private List<Fragment> all(List<Fragment> fragments) {
        return fragments.stream().map(this::one).toList();
    }

    private Fragment one(Fragment fragment) {
        return switch (fragment) {
            case Fragment.Fixed(_, var text) -> {
                texts.add(text);
                yield new Fragment.Fixed(texts.size() - 1, text);
            }
            case Fragment.If(var branches, var otherwise) ->
                    new Fragment.If(
                            branches.stream()
                                    .map(one ->
                                            new Fragment.Branch(one.condition(), all(one.body())))
                                    .toList(),
                            all(otherwise));
            case Fragment.For(var name, var items, var body, var otherwise, int line) ->
                    new Fragment.For(name, items, all(body), all(otherwise), line);
            case Fragment.Print _, Fragment.Assign _ -> fragment;
        };
    }
}
