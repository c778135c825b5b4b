package postrider.mail.dkim;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// All the signatures that the mails of a campaign carry. Safe for many threads.
public final class DkimSeal {
    /// No signature at all.
    public static final DkimSeal NONE = new DkimSeal(List.of(), List.of("from"));

    /// Listed once more than they are present, present or not, so that none can be added behind
    /// the signature (RFC 6376 8.15).
    private static final List<String> ALWAYS = List.of("from", "reply-to", "subject", "to", "cc");

    /// Listed once more than they are present, if they are.
    private static final List<String> IF_PRESENT =
            List.of(
                    "sender",
                    "date",
                    "message-id",
                    "mime-version",
                    "content-type",
                    "content-transfer-encoding",
                    "list-unsubscribe",
                    "list-unsubscribe-post");

    /// Listed as often as they are present: relays may add their own.
    private static final List<String> ONCE = List.of("list-id", "feedback-id");

    private final List<SigningKey> keys = new ArrayList<>();
    private final List<SignatureField> fields = new ArrayList<>();
    private final List<byte[]> signedHeaders;

    /// @param signedHeaders what the tag `h=` lists, in lower case, "from" among them
    public DkimSeal(List<DkimKey> keys, List<String> signedHeaders) {
        if (!signedHeaders.contains("from"))
            throw new IllegalArgumentException("RFC 6376 5.4: From must be signed");
        for (var key : keys) {
            var ready = SigningKey.of(key);
            this.keys.add(ready);
            this.fields.add(new SignatureField(key, signedHeaders, ready.signatureLength()));
        }
        this.signedHeaders =
                signedHeaders.stream()
                        .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                        .toList();
    }

    /// What to sign of a mail that has each of these fields once.
    public static List<String> headersOf(Set<String> present) {
        var lower = present.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        var names = new ArrayList<String>();
        for (var name : ALWAYS) addTwiceIf(lower.contains(name), name, names);
        for (var name : IF_PRESENT) {
            if (lower.contains(name)) addTwiceIf(true, name, names);
        }
        for (var name : ONCE) if (lower.contains(name)) names.add(name);
        return List.copyOf(names);
    }

    private static void addTwiceIf(boolean present, String name, List<String> names) {
        names.add(name);
        if (present) names.add(name);
    }

    /// How many octets its fields take: room for them is left before the mail's other fields.
    public int length() {
        return fields.stream().mapToInt(SignatureField::length).sum();
    }

    /// The providers that sign, for whoever wants to know how fast this will be.
    public List<String> providers() {
        return keys.stream().map(key -> key.algorithm().tag() + " by " + key.provider()).toList();
    }

    /// Signs the mail and writes the fields into the room that was left for them.
    ///
    /// @param mail the room, then the header, an empty line and the body; line ends are CRLF
    /// @param room where the room begins; the header begins [#length] after it
    /// @param body where the body begins
    /// @param end where it ends
    public void sign(byte[] mail, int room, int body, int end, Instant now, DkimScratch scratch) {
        if (keys.isEmpty()) return;
        var bodyHash = scratch.bodyHash(mail, body, end);
        int headers = scratch.headers(mail, room + length(), body, signedHeaders);
        int at = room;
        for (int i = 0; i < keys.size(); i++) {
            var field = fields.get(i);
            var data = scratch.signed(headers, field.canonical(now.getEpochSecond(), bodyHash));
            var signature =
                    switch (keys.get(i).algorithm()) {
                        case RSA_SHA256 -> keys.get(i).sign(data.array(), data.length());
                        // RFC 8463 3: what Ed25519 signs is the hash.
                        case ED25519_SHA256 -> keys.get(i).sign(scratch.hash(data), 32);
                    };
            field.write(now.getEpochSecond(), bodyHash, signature, mail, at);
            at += field.length();
        }
    }
}
