package postrider.message;

import java.util.Locale;

/// Whom or what a refusal is about. Only what is about the recipient can ever suppress them.
public enum Scope {
    /// This mailbox or its domain; nobody else's mail is touched.
    RECIPIENT,
    /// The source address that we send from, or its network.
    ADDRESS,
    /// Our domain: return path, From, DKIM.
    DOMAIN,
    /// What the mail says, links to or weighs.
    CONTENT,
    /// The far side: all of its mailboxes.
    SITE,
    /// Our own configuration or dialogue.
    INTERNAL;

    /// The name outside: `recipient`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
