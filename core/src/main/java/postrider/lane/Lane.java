package postrider.lane;

import java.util.regex.Pattern;

/// A mailbox provider, or a slice of the long tail, as a destination: what is stored and scheduled
/// together. `google`, `tail-3`; [#NONE] is the lane of what is never sent.
public record Lane(String name) implements Comparable<Lane> {
    // First: the constants below are checked with it.
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,20}(-[0-9]{1,3})?");

    public static final Lane NONE = new Lane("none");

    public Lane {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException("no lane name: " + name);
    }

    public static Lane of(MailboxProvider provider) {
        return new Lane(provider.name());
    }

    public static Lane slice(MailboxProvider provider, int slice) {
        return new Lane(provider.name() + "-" + slice);
    }

    public MailboxProvider provider() {
        var dash = name.indexOf('-');
        return new MailboxProvider(dash < 0 ? name : name.substring(0, dash));
    }

    @Override
    public int compareTo(Lane other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
