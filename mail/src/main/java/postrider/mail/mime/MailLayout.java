package postrider.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import postrider.mail.template.CannotRender;
import postrider.mail.template.Links;
import postrider.mail.template.Template;

/// The body of a campaign's mails, text part and HTML part as multipart/alternative (RFC 2046
/// 5.1.4), with all that is the same for everyone encoded once. Immutable.
public final class MailLayout {
    private final EncodedPart text;
    private final EncodedPart html;
    private final byte[] contentFields;
    private final byte[] beforeText;
    private final byte[] beforeHtml;
    private final byte[] afterHtml;

    /// @param tag tells this campaign's boundary from others: letters and digits
    public MailLayout(Template template, String tag) {
        this.text = new EncodedPart(template.text());
        this.html = new EncodedPart(template.html());
        // "=_" stands in neither quoted-printable nor base64 (RFC 2045 6.7).
        var boundary = "=_" + tag;
        this.contentFields =
                ascii(
                        "MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"%s\"\r\n"
                                .formatted(boundary));
        this.beforeText = ascii("--" + boundary + "\r\n" + partFields("text/plain", text));
        this.beforeHtml = ascii("\r\n--" + boundary + "\r\n" + partFields("text/html", html));
        this.afterHtml = ascii("\r\n--" + boundary + "--\r\n");
    }

    private static String partFields(String type, EncodedPart part) {
        return "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: %s\r\n\r\n"
                .formatted(type, part.encoding().token());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Appends the fields that say what the body is.
    public void contentFields(Bytes to) {
        to.add(contentFields);
    }

    /// Appends the body for these values.
    ///
    /// @param scratch room that this may overwrite
    public void body(Map<String, String> values, Links links, Bytes to, Bytes scratch)
            throws CannotRender {
        to.add(beforeText);
        text.write(values, Links.PLAIN, to, scratch);
        to.add(beforeHtml);
        html.write(values, links, to, scratch);
        to.add(afterHtml);
    }

    /// What the body measures without values, about, in octets.
    public int fixedLength() {
        return htmlLength() + text.fixedLength() + beforeText.length + beforeHtml.length;
    }

    /// What the HTML part measures without values, in octets as it travels.
    public int htmlLength() {
        return html.fixedLength();
    }
}
