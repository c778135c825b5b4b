package postrider.message;

/// What the far side said: `451 4.7.1 Greylisted`.
///
/// @param code the reply code, 200 to 599, or 0 where the far side said nothing
/// @param enhanced the enhanced status code (RFC 3463), or empty
/// @param text the rest, lines joined by a blank, addresses tokenised, at most [#TEXT_MAX] long
public record Reply(int code, String enhanced, String text) {
    public static final int TEXT_MAX = 240;
    public static final int ENHANCED_MAX = 11;

    /// The host closes the connection (RFC 5321 3.8).
    public static final int CLOSING = 421;

    public static final Reply NONE = new Reply(0, "", "");

    public Reply {
        if (code != 0 && (code < 200 || code > 599))
            throw new IllegalArgumentException("no reply code: " + code);
        if (enhanced.length() > ENHANCED_MAX)
            throw new IllegalArgumentException("no enhanced status code: " + enhanced);
        if (text.length() > TEXT_MAX) text = text.substring(0, TEXT_MAX);
    }

    /// Whether it refuses for good.
    public boolean isForGood() {
        return code >= 500;
    }

    @Override
    public String toString() {
        if (code == 0) return text;
        var shown = new StringBuilder().append(code);
        if (!enhanced.isEmpty()) shown.append(' ').append(enhanced);
        if (!text.isEmpty()) shown.append(' ').append(text);
        return shown.toString();
    }
}
