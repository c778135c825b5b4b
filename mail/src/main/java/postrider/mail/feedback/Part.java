package postrider.mail.feedback;

/// A piece of a mail: a message's header, or the text of a part.
///
/// @param type the media type in lower case; [#MESSAGE] for a message's header, [#OUTSIDE] for text
///     between the parts
/// @param depth 0 for the mail itself, 1 for a mail in it
/// @param header the message's, or the part's
/// @param text empty for a message's header
record Part(String type, int depth, Fields header, String text) {
    static final String MESSAGE = "message/rfc822";
    static final String OUTSIDE = "outside";

    boolean is(String other) {
        return type.equals(other);
    }

    boolean isDeliveryStatus() {
        return is("message/delivery-status") || is("message/global-delivery-status");
    }

    boolean isReturnedHeader() {
        return is("text/rfc822-headers") || is("message/global-headers");
    }
}
