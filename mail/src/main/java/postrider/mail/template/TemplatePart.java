package postrider.mail.template;

import java.util.List;
import java.util.Map;

/// One part of a compiled template. Immutable.
public final class TemplatePart {
    private final Part part;
    private final List<Fragment> fragments;
    private final List<String> fixedTexts;

    TemplatePart(Part part, List<Fragment> fragments, List<String> fixedTexts) {
        this.part = part;
        this.fragments = fragments;
        this.fixedTexts = fixedTexts;
    }

    /// Every text that does not depend on values, by the number that [Output#fixed] gets. Lines end
    /// in `\n`.
    public List<String> fixedTexts() {
        return fixedTexts;
    }

    /// Whether it says the same to everyone.
    public boolean isFixed() {
        return fragments.stream().allMatch(Fragment.Fixed.class::isInstance);
    }

    /// Writes it with these values. A value is text and is never read as a template.
    ///
    /// @throws CannotRender when a variable without default has no value, or over the bounds of
    ///     steps and length; what was written before is then worthless
    public void render(Map<String, String> values, Links links, Output output) throws CannotRender {
        new Run(part, values, links, output).perform(fragments);
    }

    /// The same as one text, with links as they are.
    public String render(Map<String, String> values) throws CannotRender {
        var text = new StringBuilder();
        render(
                values,
                Links.PLAIN,
                new Output() {
                    @Override
                    public void fixed(int number) {
                        text.append(fixedTexts.get(number));
                    }

                    @Override
                    public void value(String value) {
                        text.append(value);
                    }
                });
        return text.toString();
    }
}
