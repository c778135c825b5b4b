package postrider.mail.mime;

import java.util.List;
import java.util.Map;
import postrider.mail.template.CannotRender;
import postrider.mail.template.Links;
import postrider.mail.template.Output;
import postrider.mail.template.TemplatePart;

/// A body part of a campaign with its fixed texts already encoded. Immutable.
final class EncodedPart {
    private final TemplatePart template;
    private final TransferEncoding encoding;
    private final byte[][] fixed;
    private final int fixedLength;

    EncodedPart(TemplatePart template) {
        this.template = template;
        var texts = template.fixedTexts();
        this.encoding = TransferEncoding.of(texts, template.isFixed());
        this.fixed = texts.stream().map(this::encoded).toArray(byte[][]::new);
        this.fixedLength = List.of(fixed).stream().mapToInt(one -> one.length).sum();
    }

    TransferEncoding encoding() {
        return encoding;
    }

    /// Its length without values, in octets as they travel.
    int fixedLength() {
        return encoding == TransferEncoding.BASE64 ? fixedLength * 4 / 3 : fixedLength;
    }

    private byte[] encoded(String text) {
        var bytes = new Bytes();
        write(text, bytes);
        return bytes.toArray();
    }

    private void write(String text, Bytes to) {
        switch (encoding) {
            case QUOTED_PRINTABLE -> QuotedPrintable.encode(text, to);
            case SEVEN_BIT, BASE64 -> Utf8.encodeLines(text, to);
        }
    }

    /// Appends the part for these values, encoded.
    ///
    /// @param scratch room for what base64 encodes
    void write(Map<String, String> values, Links links, Bytes to, Bytes scratch)
            throws CannotRender {
        if (encoding != TransferEncoding.BASE64) {
            template.render(values, links, new Splice(to));
            return;
        }
        scratch.clear();
        template.render(values, links, new Splice(scratch));
        Base64Lines.encode(scratch, to);
    }

    private final class Splice implements Output {
        private final Bytes to;

        Splice(Bytes to) {
            this.to = to;
        }

        @Override
        public void fixed(int number) {
            to.add(fixed[number]);
        }

        @Override
        public void value(String text) {
            write(text, to);
        }
    }
}
