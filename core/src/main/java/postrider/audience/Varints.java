package postrider.audience;

import java.io.ByteArrayOutputStream;

/// Small numbers in few bytes: seven bits a byte, least first.
final class Varints {
    private Varints() {}

    static void write(ByteArrayOutputStream out, int number) {
        var rest = number;
        while ((rest & ~0x7f) != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
