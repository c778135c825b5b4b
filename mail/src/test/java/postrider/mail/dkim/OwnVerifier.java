package postrider.mail.dkim;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A verifier after RFC 6376 6.1 and RFC 8463, which shares nothing with the signer: it works on
/// strings and regular expressions.
final class OwnVerifier {
    private OwnVerifier() {}

    /// @param records gives the DNS record of a selector
    /// @return the algorithms of the signatures, all of which hold
    static List<String> verify(byte[] mail, UnaryOperator<String> records) throws Exception {
        var text = new String(mail, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        var fields = List.of(text.substring(0, end).split("\r\n(?![ \t])"));
        var body = text.substring(end + 4);
        var algorithms = new ArrayList<String>();
        for (var field : fields) {
            if (field.toLowerCase(Locale.ROOT).startsWith("dkim-signature:"))
                algorithms.add(verify(field, fields, body, records));
        }
        return algorithms;
    }

    private static String verify(
            String field, List<String> fields, String body, UnaryOperator<String> records)
            throws Exception {
        var tags = tags(field.substring(field.indexOf(':') + 1));
        expect(tag(tags, "c").equals("relaxed/relaxed"), "canonicalisation");
        expect(hash(body(body)).equals(tag(tags, "bh").replaceAll("\\s", "")), "body hash");
        var signed = new StringBuilder();
        var left = new ArrayList<>(fields);
        for (var name : tag(tags, "h").split("\\s*:\\s*", -1)) {
            for (int i = left.size() - 1; i >= 0; i--) {
                if (!left.get(i).toLowerCase(Locale.ROOT).matches("(?s)" + name + "\\s*:.*"))
                    continue;
                signed.append(header(left.remove(i))).append("\r\n");
                break;
            }
        }
        signed.append(header(field.replaceFirst("(?s)(;\\s*b=).*$", "$1")));
        var signature = Base64.getDecoder().decode(tag(tags, "b").replaceAll("\\s", ""));
        expect(
                holds(tag(tags, "a"), records.apply(tag(tags, "s")), signed.toString(), signature),
                "signature");
        return tag(tags, "a");
    }

    private static boolean holds(String algorithm, String record, String signed, byte[] signature)
            throws Exception {
        var key = Base64.getDecoder().decode(tag(tags(record), "p"));
        var data = signed.getBytes(StandardCharsets.ISO_8859_1);
        var isRsa = algorithm.equals("rsa-sha256");
        var verifier = Signature.getInstance(isRsa ? "SHA256withRSA" : "Ed25519");
        verifier.initVerify(isRsa ? publicKey("RSA", key) : publicKey("Ed25519", ed25519(key)));
        verifier.update(isRsa ? data : MessageDigest.getInstance("SHA-256").digest(data));
        return verifier.verify(signature);
    }

    private static PublicKey publicKey(String algorithm, byte[] encoded) throws Exception {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /// RFC 8410 4.
    private static byte[] ed25519(byte[] key) {
        var head = new byte[] {0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0};
        var whole = Arrays.copyOf(head, head.length + key.length);
        System.arraycopy(key, 0, whole, head.length, key.length);
        return whole;
    }

    private static String header(String field) {
        var name = field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
        var value =
                field.substring(field.indexOf(':') + 1)
                        .replace("\r\n", "")
                        .replaceAll("[ \t]+", " ")
                        .strip();
        return name + ":" + value;
    }

    private static String body(String body) {
        var lines = new ArrayList<String>();
        for (var line : body.split("\r\n", -1))
            lines.add(line.replaceAll("[ \t]+", " ").replaceAll(" $", ""));
        while (!lines.isEmpty() && lines.getLast().isEmpty()) lines.removeLast();
        return lines.isEmpty() ? "" : String.join("\r\n", lines) + "\r\n";
    }

    private static String hash(String text) throws Exception {
        var octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    private static Map<String, String> tags(String list) {
        var tags = new HashMap<String, String>();
        for (var tag : list.split(";", -1)) {
            int equals = tag.indexOf('=');
            tags.put(tag.substring(0, equals).strip(), tag.substring(equals + 1).strip());
        }
        return tags;
    }

    private static String tag(Map<String, String> tags, String name) {
        return tags.getOrDefault(name, "");
    }

    private static void expect(boolean holds, String what) {
        if (!holds) throw new AssertionError("the " + what + " does not hold");
    }
}
