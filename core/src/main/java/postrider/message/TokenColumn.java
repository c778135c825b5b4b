package postrider.message;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import postrider.bytes.ByteSink;
import postrider.bytes.ByteSource;

/// Many short texts that resemble each other, such as the queue ids of one host: what all begin and
/// end with is written once, and the rest in as few bits a character as their alphabet needs.
final class TokenColumn {
    /// From here on, an alphabet saves nothing.
    private static final int ALPHABET_MAX = 128;

    private TokenColumn() {}

    static void write(List<String> tokens, ByteSink out) {
        var prefix = commonPrefix(tokens);
        var suffix = commonSuffix(tokens, prefix.length());
        out.text(prefix);
        out.text(suffix);
        var middles = new ArrayList<String>(tokens.size());
        for (var token : tokens)
            middles.add(token.substring(prefix.length(), token.length() - suffix.length()));
        writeLengths(middles, out);
        writeCharacters(middles, out);
    }

    static List<String> read(int count, ByteSource in) {
        var prefix = in.text(Reply.TEXT_MAX);
        var suffix = in.text(Reply.TEXT_MAX);
        var lengths = readLengths(count, in);
        var alphabet = in.text(ALPHABET_MAX);
        var bits = new BitSource(in);
        var tokens = new ArrayList<String>(count);
        for (var length : lengths) {
            var middle =
                    alphabet.isEmpty() ? in.characters(length) : bits.characters(length, alphabet);
            tokens.add(prefix + middle + suffix);
        }
        return tokens;
    }

    private static String commonPrefix(List<String> tokens) {
        var common = tokens.getFirst();
        for (var token : tokens) {
            int same = 0;
            var most = Math.min(common.length(), token.length());
            while (same < most && common.charAt(same) == token.charAt(same)) same++;
            common = common.substring(0, same);
        }
        return common;
    }

    private static String commonSuffix(List<String> tokens, int prefixLength) {
        var common = tokens.getFirst().substring(prefixLength);
        for (var token : tokens) {
            int same = 0;
            var most = Math.min(common.length(), token.length() - prefixLength);
            while (same < most
                    && common.charAt(common.length() - 1 - same)
                            == token.charAt(token.length() - 1 - same)) same++;
            common = common.substring(common.length() - same);
        }
        return common;
    }

    /// One more than the length that all have; or 0, and then each length.
    private static void writeLengths(List<String> texts, ByteSink out) {
        var first = texts.getFirst().length();
        if (texts.stream().allMatch(text -> text.length() == first)) {
            out.number(first + 1L);
            return;
        }
        out.number(0);
        for (var text : texts) out.number(text.length());
    }

    private static int[] readLengths(int count, ByteSource in) {
        var all = in.number(Reply.TEXT_MAX + 1);
        var lengths = new int[count];
        for (int i = 0; i < count; i++) lengths[i] = all > 0 ? all - 1 : in.number(Reply.TEXT_MAX);
        return lengths;
    }

    private static void writeCharacters(List<String> texts, ByteSink out) {
        var distinct = new TreeSet<Character>();
        int total = 0;
        for (var text : texts) {
            for (int i = 0; i < text.length(); i++) distinct.add(text.charAt(i));
            total += text.length();
        }
        var saved = total - (total * bitsFor(distinct.size()) / 8 + distinct.size());
        if (distinct.size() >= ALPHABET_MAX || saved <= 0) {
            out.text("");
            texts.forEach(out::characters);
            return;
        }
        var alphabet = new StringBuilder();
        distinct.forEach(alphabet::append);
        out.text(alphabet.toString());
        writeBits(texts, alphabet.toString(), out);
    }

    private static void writeBits(List<String> texts, String alphabet, ByteSink out) {
        var width = bitsFor(alphabet.length());
        int held = 0;
        int heldBits = 0;
        for (var text : texts) {
            for (int i = 0; i < text.length(); i++) {
                held |= alphabet.indexOf(text.charAt(i)) << heldBits;
                heldBits += width;
                for (; heldBits >= 8; heldBits -= 8) {
                    out.put(held);
                    held >>>= 8;
                }
            }
        }
        if (heldBits > 0) out.put(held);
    }

    private static int bitsFor(int alphabetSize) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, alphabetSize - 1));
    }

    /// Reads what [#writeBits] wrote.
    private static final class BitSource {
        private final ByteSource in;
        private int held;
        private int heldBits;

        BitSource(ByteSource in) {
            this.in = in;
        }

        String characters(int length, String alphabet) {
            var width = bitsFor(alphabet.length());
            var text = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                var place = next(width);
                if (place >= alphabet.length()) throw ByteSource.broken("a token's character");
                text.append(alphabet.charAt(place));
            }
            return text.toString();
        }

        private int next(int width) {
            for (; heldBits < width; heldBits += 8) held |= in.next() << heldBits;
            var value = held & ((1 << width) - 1);
            held >>>= width;
            heldBits -= width;
            return value;
        }
    }
}
