package postrider.mail.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A DKIM-Signature field (RFC 6376 3.5) as it will look, with zeros where a mail's own values go.
/// All of these have a known length, so a mail can leave room for the field before it is signed.
///
/// Tags, spacing and folds are those of RFC 8463 A.3, so that its example comes out byte for byte.
final class SignatureField {
    private static final int LINE_MAX = 59;
    private static final int TIME_DIGITS = 10;

    /// SHA-256 in base64.
    private static final int BODY_HASH_LENGTH = 44;

    private static final String NAME = "DKIM-Signature:";
    private static final String TIME = "t=";
    private static final String BODY_HASH = "bh=";

    private final byte[] folded;
    private final byte[] canonical;
    private final int[] signatureAt;
    private final int foldedTimeAt;
    private final int foldedHashAt;
    private final int canonicalTimeAt;
    private final int canonicalHashAt;

    SignatureField(DkimKey key, List<String> signedHeaders, int signatureLength) {
        var units = units(key, signedHeaders);
        var text = new StringBuilder(NAME);
        int column = NAME.length();
        for (var unit : units) {
            if (column + 1 + unit.length() > LINE_MAX) {
                text.append("\r\n");
                column = 0;
            }
            text.append(' ').append(unit);
            column += 1 + unit.length();
        }
        this.signatureAt = new int[base64Length(signatureLength)];
        appendSignature(text);
        this.folded = ascii(text.append("\r\n").toString());
        this.canonical = ascii("dkim-signature:" + String.join(" ", units) + " b=");
        this.foldedTimeAt = valueAt(folded, TIME);
        this.foldedHashAt = valueAt(folded, BODY_HASH);
        this.canonicalTimeAt = valueAt(canonical, TIME);
        this.canonicalHashAt = valueAt(canonical, BODY_HASH);
    }

    private static List<String> units(DkimKey key, List<String> signedHeaders) {
        var units = new ArrayList<String>();
        units.add("v=1;");
        units.add("a=" + key.algorithm().tag() + ";");
        units.add("c=relaxed/relaxed;");
        units.add("d=" + key.domain() + ";");
        units.add("i=@" + key.domain() + ";");
        units.add("q=dns/txt;");
        units.add("s=" + key.selector() + ";");
        units.add(TIME + "0".repeat(TIME_DIGITS) + ";");
        for (int i = 0; i < signedHeaders.size(); i++) {
            var isLast = i == signedHeaders.size() - 1;
            units.add((i == 0 ? "h=" : "") + signedHeaders.get(i) + (isLast ? ";" : " :"));
        }
        units.add(BODY_HASH + "0".repeat(BODY_HASH_LENGTH) + ";");
        return units;
    }

    /// The signature begins on a line of its own and fills lines.
    private void appendSignature(StringBuilder text) {
        text.append("\r\n b=");
        int inLine = 3;
        for (int i = 0; i < signatureAt.length; i++) {
            if (inLine == LINE_MAX) {
                text.append("\r\n ");
                inLine = 1;
            }
            signatureAt[i] = text.length();
            text.append('0');
            inLine++;
        }
    }

    /// In octets, with its line end.
    int length() {
        return folded.length;
    }

    /// What is signed of the field itself: its canonical form with an empty `b=`, no line end.
    byte[] canonical(long seconds, byte[] bodyHash) {
        var filled = canonical.clone();
        fill(filled, canonicalTimeAt, canonicalHashAt, seconds, bodyHash);
        return filled;
    }

    /// Writes the field.
    void write(long seconds, byte[] bodyHash, byte[] signature, byte[] to, int at) {
        var own = folded.clone();
        fill(own, foldedTimeAt, foldedHashAt, seconds, bodyHash);
        var encoded = Base64.getEncoder().encode(signature);
        if (encoded.length != signatureAt.length)
            throw new IllegalStateException("a signature changed its length");
        for (int i = 0; i < encoded.length; i++) own[signatureAt[i]] = encoded[i];
        System.arraycopy(own, 0, to, at, own.length);
    }

    /// The times and hashes have a fixed number of characters, so they are written over the zeros.
    private static void fill(byte[] field, int timeAt, int hashAt, long seconds, byte[] bodyHash) {
        for (int i = timeAt + TIME_DIGITS - 1; i >= timeAt; i--, seconds /= 10) {
            field[i] = (byte) ('0' + seconds % 10);
        }
        var hash = Base64.getEncoder().encode(bodyHash);
        System.arraycopy(hash, 0, field, hashAt, BODY_HASH_LENGTH);
    }

    /// The place after the only `; tag` of a field: a domain or a header name holds no blank.
    private static int valueAt(byte[] field, String tag) {
        var text = new String(field, StandardCharsets.US_ASCII);
        int at = Math.max(text.indexOf(" " + tag), 0);
        return at + 1 + tag.length();
    }

    private static int base64Length(int octets) {
        return (octets + 2) / 3 * 4;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
