package postrider.lane;

import java.util.regex.Pattern;

/// Who runs the mailboxes, by MX host and not by domain: `google`, `yahoo`, or [#LONG_TAIL].
public record MailboxProvider(String name) {
    // First: the constants below are checked with it.
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,20}");

    public static final MailboxProvider LONG_TAIL = new MailboxProvider("tail");

    public MailboxProvider {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a mailbox provider's name is 1 to 20 of a-z, 0-9, _: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
