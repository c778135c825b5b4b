package postrider.mail.template;

/// Takes what a template makes, in order.
public interface Output {
    /// The fixed text of that number: see [TemplatePart#fixedTexts].
    void fixed(int number);

    /// A value, escaped as its place needs it. Never empty.
    void value(String text);
}
