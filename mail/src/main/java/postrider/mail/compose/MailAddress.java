package postrider.mail.compose;

import java.net.IDN;

/// Checks addresses before they are written into a header.
final class MailAddress {
    /// RFC 5321 4.5.3.1.
    private static final int LOCAL_MAX = 64;

    private static final int LENGTH_MAX = 254;

    private MailAddress() {}

    /// The address with its domain as A-labels.
    ///
    /// @param what what it is for, to say so in the error
    static String sender(String what, String address) {
        var at = address.lastIndexOf('@');
        var whole =
                at < 1
                        ? address
                        : address.substring(0, at + 1) + asciiDomain(address.substring(at + 1));
        if (isSafe(whole)) return whole;
        throw new IllegalArgumentException(
                "the %s is an address such as news@example.com, without a name".formatted(what));
    }

    private static String asciiDomain(String domain) {
        try {
            return IDN.toASCII(domain);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// Whether it may stand between angle brackets in a header: nothing in it ends the field or the
    /// address.
    static boolean isSafe(String address) {
        var at = address.lastIndexOf('@');
        if (at < 1 || at > LOCAL_MAX || at == address.length() - 1 || address.length() > LENGTH_MAX)
            return false;
        for (int i = 0; i < address.length(); i++) {
            var c = address.charAt(i);
            if (c <= ' ' || (c >= 0x7f && c <= 0xa0) || "<>(),;:\\[]".indexOf(c) >= 0) return false;
            if (c == '\u2028' || c == '\u2029') return false;
        }
        return true;
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) > 0x7e) return false;
        return true;
    }
}
