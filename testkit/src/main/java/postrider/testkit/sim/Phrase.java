package postrider.testkit.sim;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// One reply as it goes over the wire, made once: `451 4.7.1 Greylisted, come again`.
public final class Phrase {
    // RFC 5321 4.5.3.1.5: a reply line has at most 512 octets with its line end.
    private static final Pattern FORM = Pattern.compile("[2-5][0-9]{2} [\\x20-\\x7e]{1,500}");

    private final String text;
    private final byte[] line;

    private Phrase(String text) {
        this.text = text;
        this.line = (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /// @param text a reply code, a blank and printable ASCII, without the line end
    public static Phrase of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a reply is a code of three digits, a blank and at most 500 characters of"
                            + " printable ASCII: "
                            + text);
        }
        return new Phrase(text);
    }

    public String text() {
        return text;
    }

    /// RFC 5321 3.8: whoever says 421 closes the channel.
    boolean closes() {
        return text.startsWith("421");
    }

    byte[] line() {
        return line;
    }

    @Override
    public String toString() {
        return text;
    }
}
