package postrider.mail.compose;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import postrider.delivery.Mail;

/// A mail as a reader of another make understands it.
final class ParsedMail {
    private final byte[] bytes;
    private final Message message;

    private ParsedMail(byte[] bytes) throws IOException {
        this.bytes = bytes;
        var builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        builder.setDecodeMonitor(DecodeMonitor.STRICT);
        this.message = builder.parseMessage(new ByteArrayInputStream(bytes));
    }

    static ParsedMail of(Mail mail) throws IOException {
        return new ParsedMail(Arrays.copyOf(mail.buffer(), mail.length()));
    }

    byte[] bytes() {
        return bytes;
    }

    String raw() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The unfolded body of the only field of that name.
    String field(String name) {
        var all = fields(name);
        if (all.size() != 1) throw new AssertionError(all.size() + " fields " + name);
        return all.getFirst();
    }

    List<String> fields(String name) {
        return message.getHeader().getFields(name).stream()
                .map(field -> unfolded(field).strip())
                .toList();
    }

    List<String> fieldNames() {
        return message.getHeader().getFields().stream().map(Field::getName).toList();
    }

    private static String unfolded(Field field) {
        var raw = new String(field.getRaw().toByteArray(), StandardCharsets.UTF_8);
        return raw.substring(raw.indexOf(':') + 1).replaceAll("\r\n(?=[ \t])", "").strip();
    }

    String subject() {
        return decoded(field("Subject"));
    }

    static String decoded(String field) {
        return DecoderUtil.decodeEncodedWords(field, DecodeMonitor.STRICT);
    }

    String text() throws IOException {
        return part(0, "text/plain");
    }

    String html() throws IOException {
        return part(1, "text/html");
    }

    private String part(int index, String type) throws IOException {
        var part = ((Multipart) message.getBody()).getBodyParts().get(index);
        if (!part.getMimeType().equals(type)) throw new AssertionError(part.getMimeType());
        try (var in = ((TextBody) part.getBody()).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    int parts() {
        return ((Multipart) message.getBody()).getBodyParts().size();
    }
}
