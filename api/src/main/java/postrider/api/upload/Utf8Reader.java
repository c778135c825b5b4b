package postrider.api.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads UTF-8 strictly, without a byte order mark. Unlike the JDK's reader it hands over all that
/// comes before a malformed byte, so that whoever reads knows in which row that byte is.
final class Utf8Reader extends Reader {
    private static final int BUFFER = 32 * 1024;

    private final InputStream in;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private boolean atStart = true;
    private boolean atEnd;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    /// @throws java.nio.charset.CharacterCodingException if the next byte is not UTF-8
    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (atStart) skipMark();
        if (!chars.hasRemaining() && !decode()) return -1;
        var count = Math.min(length, chars.remaining());
        chars.get(into, offset, count);
        return count;
    }

    private void skipMark() throws IOException {
        atStart = false;
        if (decode() && chars.get(chars.position()) == '\uFEFF') chars.get();
    }

    /// False at the end.
    private boolean decode() throws IOException {
        chars.clear();
        while (true) {
            var result = decoder.decode(bytes, chars, atEnd);
            if (chars.position() > 0) break;
            if (result.isError()) result.throwException();
            if (atEnd) break;
            fill();
        }
        chars.flip();
        return chars.hasRemaining();
    }

    private void fill() throws IOException {
        bytes.compact();
        var count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) atEnd = true;
        else bytes.position(bytes.position() + count);
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
