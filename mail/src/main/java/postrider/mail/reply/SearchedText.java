package postrider.mail.reply;

/// A text that many short words are looked for in: which three letters follow each other anywhere is
/// noted once, so that most words are known not to be there without reading it again.
final class SearchedText {
    private static final int BITS = 1 << 12;

    private final String text;
    private final long[] seen = new long[BITS / Long.SIZE];

    SearchedText(String text) {
        this.text = text;
        for (var i = 0; i + 2 < text.length(); i++) {
            var bit = bit(text, i);
            seen[bit / Long.SIZE] |= 1L << bit;
        }
    }

    private static int bit(String text, int at) {
        return ((text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2))
                & (BITS - 1);
    }

    /// @param word of three letters or more
    boolean holds(String word) {
        return has(bit(word, 0)) && has(bit(word, word.length() - 3)) && text.contains(word);
    }

    private boolean has(int bit) {
        return (seen[bit / Long.SIZE] & 1L << bit) != 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
