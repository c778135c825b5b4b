package postrider.mail.compose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postrider.audience.Recipient;
import postrider.delivery.Composer;
import postrider.delivery.Envelope;
import postrider.delivery.Mail;
import postrider.mail.dkim.DkimKey;
import postrider.mail.dkim.DkimSeal;
import postrider.mail.mime.Bytes;
import postrider.mail.mime.MailLayout;
import postrider.mail.template.BadTemplate;
import postrider.mail.template.CannotRender;
import postrider.mail.template.Links;
import postrider.mail.template.Template;
import postrider.message.MessageId;

/// Composes the mails of one letter: template, MIME and DKIM. Compiled once, safe for many threads.
///
/// A recipient's variables are its values, `email` (its address, unless it has a value of that name)
/// and `unsubscribe_url`.
public final class MailComposer implements Composer {
    /// Marks a mail whose earlier attempt may have arrived.
    public static final String RESENT = "X-Postrider-Resent";

    /// Where Gmail, Yahoo and most others stop.
    private static final int MAIL_MAX = 25 * 1024 * 1024;

    /// Date, Message-ID, To, Subject and List-Unsubscribe, about.
    private static final int OWN_FIELDS = 500;

    static final String EMAIL = "email";

    private final Letter letter;
    private final Template template;
    private final MailLayout layout;
    private final MailHeader header;
    private final DkimSeal seal;
    private final Workspaces workspaces;
    private final boolean usesUnsubscribe;
    private final boolean usesEmail;
    private final Optional<TrackedLinks> tracked;

    /// Of mails that are not tracked.
    ///
    /// @param keys every one of them signs every mail; none for unsigned mail
    /// @throws BadTemplate with all mistakes of the letter's template
    public MailComposer(Letter letter, List<DkimKey> keys, Workspaces workspaces)
            throws BadTemplate {
        this(letter, keys, workspaces, Optional.empty());
    }

    /// @param tracked by which links lead; empty for links as they are
    /// @param keys every one of them signs every mail; none for unsigned mail
    /// @throws BadTemplate with all mistakes of the letter's template
    MailComposer(
            Letter letter,
            List<DkimKey> keys,
            Workspaces workspaces,
            Optional<TrackedLinks> tracked)
            throws BadTemplate {
        this.letter = letter;
        this.workspaces = workspaces;
        this.tracked = tracked;
        this.template =
                Template.compile(
                        letter.source(),
                        tracked.isPresent() ? Template.Tracking.ON : Template.Tracking.OFF);
        var tag = tag(letter);
        this.layout = new MailLayout(template, tag);
        this.header = new MailHeader(letter, layout, tag);
        this.seal = new DkimSeal(keys, DkimSeal.headersOf(header.names()));
        var variables = template.variables().all();
        this.usesUnsubscribe = variables.contains(Template.UNSUBSCRIBE_URL);
        this.usesEmail = variables.contains(EMAIL);
    }

    /// Tells letters apart that have the same ids in two deployments: mailbox providers drop a mail
    /// whose Message-ID they have seen.
    private static String tag(Letter letter) {
        var source = letter.source();
        var whole =
                String.join(
                        "\0",
                        letter.campaign().toString(),
                        letter.from(),
                        source.subject(),
                        source.html(),
                        source.text());
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Template template() {
        return template;
    }

    MailLayout layout() {
        return layout;
    }

    /// Which providers make the signatures.
    public List<String> signers() {
        return seal.providers();
    }

    @Override
    public Envelope envelope(MessageId message, Recipient recipient) {
        int size = seal.length() + header.fixedLength() + layout.fixedLength() + OWN_FIELDS;
        return new Envelope(letter.returnPaths().of(message), recipient.address(), size);
    }

    @Override
    public Mail compose(MessageId message, Recipient recipient, boolean resent, Instant now)
            throws CannotCompose {
        if (!MailAddress.isSafe(recipient.address()))
            throw new CannotCompose("the recipient's address cannot stand in a header");
        try {
            return compose(message, recipient, resent, now, workspaces.own());
        } catch (CannotRender e) {
            throw new CannotCompose(String.valueOf(e.getMessage()));
        }
    }

    private Mail compose(
            MessageId message,
            Recipient recipient,
            boolean resent,
            Instant now,
            Workspaces.Workspace space)
            throws CannotRender, CannotCompose {
        var mail = space.mail;
        mail.clear();
        var values = values(message, recipient);
        var room = mail.reserve(seal.length());
        if (resent) mail.addAscii(RESENT + ": 1\r\n");
        var subject = template.subject().render(values);
        header.write(message, recipient.address(), subject, space.date(now), mail);
        mail.addAscii("\r\n");
        int body = mail.length();
        layout.body(values, links(message, values), mail, space.scratch);
        refuseTooLarge(mail);

        seal.sign(mail.array(), room, body, mail.length(), now, space.dkim);
        var isEightBit = !header.isAscii() || !MailAddress.isAscii(recipient.address());
        return new Mail(mail.array(), mail.length(), isEightBit);
    }

    private Links links(MessageId message, Map<String, String> values) {
        if (tracked.isEmpty()) return Links.PLAIN;
        var own = usesUnsubscribe ? values.getOrDefault(Template.UNSUBSCRIBE_URL, "") : "";
        return tracked.get().of(message, own, template.links());
    }

    private Map<String, String> values(MessageId message, Recipient recipient) {
        if (!usesUnsubscribe && !usesEmail) return recipient.values();
        var values = new HashMap<>(recipient.values());
        if (usesEmail) values.putIfAbsent(EMAIL, recipient.address());
        values.remove(Template.UNSUBSCRIBE_URL);
        var link = usesUnsubscribe ? unsubscribeLink(message) : "";
        if (!link.isEmpty()) values.put(Template.UNSUBSCRIBE_URL, link);
        return values;
    }

    private String unsubscribeLink(MessageId message) {
        var web = letter.unsubscribe().address(message);
        return web.isEmpty() ? letter.unsubscribe().mailto(message) : web;
    }

    private static void refuseTooLarge(Bytes mail) throws CannotCompose {
        if (mail.length() > MAIL_MAX)
            throw new CannotCompose(
                    "the mail is larger than 25 MB: shorten its template or its values");
    }
}
