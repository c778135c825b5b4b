package postrider.mail.smtp;

import java.net.InetAddress;

/// Where connections leave from, and what they call themselves.
///
/// @param address an address of this machine; unbound for whichever the machine takes
/// @param heloName what is said in EHLO; reverse DNS of the address should say the same
public record SourceAddress(InetAddress address, String heloName) {
    public SourceAddress {
        SmtpRoute.checkHelo(heloName);
        if (address.isMulticastAddress())
            throw new IllegalArgumentException("a source is an address of one machine");
    }

    /// Reads `192.0.2.1+mta1.example.com`, or an address alone.
    ///
    /// @throws IllegalArgumentException saying what to mend
    static SourceAddress parse(String text, String heloName) {
        var plus = text.indexOf('+');
        var address = literal(plus < 0 ? text : text.substring(0, plus));
        if (address.isAnyLocalAddress()) throw refused();
        return new SourceAddress(address, plus < 0 ? heloName : text.substring(plus + 1));
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw refused();
        }
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "a source is an IP address of this machine, with a name for EHLO if it has one of"
                        + " its own: source=192.0.2.1+mta1.example.com");
    }

    /// Whichever address the machine takes.
    static SourceAddress unbound(String heloName) {
        return new SourceAddress(InetAddress.ofLiteral("0.0.0.0"), heloName);
    }

    boolean isBound() {
        return !address.isAnyLocalAddress();
    }

    /// Whether a connection from here can lead there: both are IPv4, or both IPv6.
    boolean reaches(InetAddress target) {
        return !isBound() || address.getAddress().length == target.getAddress().length;
    }
}
