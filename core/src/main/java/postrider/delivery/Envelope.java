package postrider.delivery;

/// What an SMTP transaction starts with.
///
/// @param returnPath 5321.MailFrom, without angle brackets
/// @param recipient 5321.RcptTo, without angle brackets, its domain in A-label form
/// @param sizeHint what the mail will measure in bytes, about; 0 if unknown
public record Envelope(String returnPath, String recipient, int sizeHint) {
    public Envelope {
        refuseBreaks(returnPath);
        refuseBreaks(recipient);
        if (sizeHint < 0) throw new IllegalArgumentException("a size is not negative: " + sizeHint);
    }

    private static void refuseBreaks(String address) {
        for (int i = 0; i < address.length(); i++) {
            var c = address.charAt(i);
            if (c <= ' ' || c == '<' || c == '>' || c == 0x7f) {
                throw new IllegalArgumentException(
                        "an envelope address holds no blank, control or angle bracket");
            }
        }
    }

    /// Whether either address needs SMTPUTF8 (RFC 6531).
    public boolean needsSmtpUtf8() {
        return !isAscii(returnPath) || !isAscii(recipient);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
