package postrider.mail.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// Bytes as text, whatever they are said to be.
final class PartText {
    private PartText() {}

    /// @param charset as the part names it, or null
    static String decoded(byte[] bytes, @Nullable String charset) {
        if (charset != null && !charset.equalsIgnoreCase("us-ascii")) {
            try {
                return new String(bytes, Charset.forName(charset));
            } catch (IllegalArgumentException _) {
                // No such charset: look at the bytes.
            }
        }
        // Old programs say nothing and mean ISO-2022-JP, whose escapes are in ASCII's range.
        if (isJapanese(bytes)) return new String(bytes, Charset.forName("ISO-2022-JP"));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isJapanese(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++)
            if (bytes[i] == 0x1b
                    && bytes[i + 1] == '$'
                    && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) return true;
        return false;
    }

    /// What a reader of this HTML would see, line by line.
    static String ofHtml(String html) {
        var marked = html.replaceAll("(?i)<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6])\\b", "\n$0");
        return Jsoup.parse(marked).wholeText();
    }
}
