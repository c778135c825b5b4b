package postrider.mail.template;

import java.util.Locale;

/// The parts of a mail that are written as templates.
public enum Part {
    /// Never escaped for HTML.
    SUBJECT(1_000),
    /// Values are escaped for HTML; addresses in URL attributes are checked.
    HTML(1_000_000),
    /// Never escaped for HTML.
    TEXT(1_000_000);

    private final int charsMax;

    Part(int charsMax) {
        this.charsMax = charsMax;
    }

    /// How long its template, and what a template makes of it, may be in characters.
    public int charsMax() {
        return charsMax;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
