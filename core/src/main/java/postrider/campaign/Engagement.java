package postrider.campaign;

/// How fond of a sender's mail those readers are whom a campaign goes to, or a route is for. Mailbox
/// providers judge a source by it, so a source with a good name is kept for those who read.
public enum Engagement {
    /// Nothing is said of them; a route for all.
    ANY,
    /// They open and click.
    HIGH;

    /// Whether a route for such readers takes a campaign to those.
    public boolean takes(Engagement campaign) {
        return this == ANY || campaign == HIGH;
    }
}
