package postrider.mail.tlspolicy;

/// What decided how a connection had to be (RFC 8460 4.4).
public enum PolicyType {
    NO_POLICY_FOUND("no-policy-found"),
    STS("sts"),
    TLSA("tlsa");

    private final String text;

    PolicyType(String text) {
        this.text = text;
    }

    /// The name in reports.
    public String text() {
        return text;
    }
}
