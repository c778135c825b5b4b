package postrider.mail.feedback;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import postrider.mail.feedback.Feedback.Other.Why;

/// Takes a mail apart, one piece after the other, within bounds. What is broken is taken for text.
final class MailParts {
    /// A report stands before the mail that it returns, so the rest tells nothing.
    static final int READ_MAX = 1024 * 1024;

    private static final int DEPTH_MAX = 24;
    private static final int PARTS_MAX = 200;
    private static final int TEXT_MAX = 128 * 1024;
    private static final MimeConfig LENIENT =
            MimeConfig.custom()
                    .setStrictParsing(false)
                    .setMalformedHeaderStartsBody(false)
                    .setMaxHeaderCount(1_000)
                    .setMaxHeaderLen(64 * 1024)
                    // The whole is bounded; single lines need not be.
                    .setMaxLineLen(-1)
                    .build();

    /// The pieces, or why there are none.
    sealed interface Read {
        /// @param parts at least the header of the mail itself, which is the first
        record Taken(List<Part> parts) implements Read {}

        record Refused(Why why) implements Read {}
    }

    private final MimeTokenStream stream = new MimeTokenStream(LENIENT);
    private final List<Part> parts = new ArrayList<>();
    private List<Fields.Field> header = new ArrayList<>();
    private boolean isMessage;
    private int entities;
    private int messages = -1;

    private MailParts() {}

    static Read read(byte[] mail) {
        return new MailParts().readAll(mail);
    }

    private Read readAll(byte[] mail) {
        try {
            stream.parse(new ByteArrayInputStream(mail, 0, Math.min(mail.length, READ_MAX)));
            for (var state = stream.getState();
                    state != EntityState.T_END_OF_STREAM;
                    state = stream.next()) {
                step(state);
                if (entities > DEPTH_MAX) return new Read.Refused(Why.TOO_DEEP);
                if (parts.size() > PARTS_MAX) return new Read.Refused(Why.TOO_MANY_PARTS);
            }
        } catch (MaxHeaderLimitException | MaxHeaderLengthLimitException _) {
            return new Read.Refused(Why.TOO_MANY_FIELDS);
        } catch (MimeException | IOException | RuntimeException _) {
            // Whatever the parser makes of hostile bytes, they are no mail. What was read is good.
            if (parts.isEmpty()) return new Read.Refused(Why.UNREADABLE);
        }
        if (parts.isEmpty()) return new Read.Refused(Why.UNREADABLE);
        return new Read.Taken(List.copyOf(parts));
    }

    private void step(EntityState state) throws IOException {
        switch (state) {
            case T_START_MESSAGE -> enter(true);
            case T_START_BODYPART -> enter(false);
            case T_END_MESSAGE -> {
                entities--;
                messages--;
            }
            case T_END_BODYPART -> entities--;
            case T_START_HEADER -> header = new ArrayList<>();
            case T_FIELD -> header.add(field(stream.getField()));
            case T_END_HEADER -> {
                if (isMessage) parts.add(part(Part.MESSAGE, ""));
            }
            case T_BODY -> body();
            case T_PREAMBLE, T_EPILOGUE -> outside();
            case T_START_MULTIPART, T_END_MULTIPART, T_RAW_ENTITY, T_END_OF_STREAM -> {}
        }
    }

    private void enter(boolean message) {
        entities++;
        isMessage = message;
        if (message) messages++;
    }

    private static Fields.Field field(Field field) {
        var value = field.getBody();
        if (value == null) value = "";
        return Fields.field(field.getName(), value.contains("=?") ? decoded(value) : value);
    }

    private static String decoded(String value) {
        try {
            return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    private void body() throws IOException {
        var descriptor = stream.getBodyDescriptor();
        var type = descriptor.getMimeType().split("[;\\s]", 2)[0];
        if (!type.startsWith("text/") && !type.startsWith("message/")) return;
        var bytes = bytes(stream.getDecodedInputStream());
        parts.add(part(type, PartText.decoded(bytes, descriptor.getCharset())));
    }

    private void outside() throws IOException {
        var bytes = bytes(stream.getInputStream());
        if (bytes.length > 0)
            parts.add(
                    new Part(
                            Part.OUTSIDE,
                            messages,
                            Fields.NONE,
                            PartText.decoded(bytes, "us-ascii")));
    }

    private static byte[] bytes(InputStream in) throws IOException {
        return in.readNBytes(TEXT_MAX);
    }

    private Part part(String type, String text) {
        return new Part(type, messages, new Fields(header), text);
    }
}
