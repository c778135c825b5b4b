package postrider.mail.template;

/// A template as its author wrote it.
///
/// @param text the text part; blank if it is to be made from the HTML
public record Source(String subject, String html, String text) {
    String of(Part part) {
        return switch (part) {
            case SUBJECT -> subject;
            case HTML -> html;
            case TEXT -> text;
        };
    }
}
