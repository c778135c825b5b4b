package postrider.mail.mime;

import java.util.Arrays;

/// A growing array of bytes that is used again and again by one thread.
public final class Bytes {
    private static final int START = 64;

    /// What is kept between mails: one unusual mail must not hold memory for ever.
    private static final int KEPT_MAX = 256 * 1024;

    private byte[] array = new byte[0];
    private int length;

    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    /// Forgets what it holds.
    public void clear() {
        if (array.length > KEPT_MAX) array = new byte[0];
        length = 0;
    }

    public void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    public void add(byte[] bytes, int from, int count) {
        room(count);
        System.arraycopy(bytes, from, array, length, count);
        length += count;
    }

    public void add(int octet) {
        room(1);
        array[length++] = (byte) octet;
    }

    /// Adds ASCII text; anything else becomes `?`.
    @SuppressWarnings("deprecation") // the only copy of a string's low bytes without an encoder
    public void addAscii(String text) {
        room(text.length());
        text.getBytes(0, text.length(), array, length);
        for (int i = length; i < length + text.length(); i++) if (array[i] < 0) array[i] = '?';
        length += text.length();
    }

    /// Adds bytes without a value yet, to be written later; returns where they begin.
    public int reserve(int count) {
        room(count);
        length += count;
        return length - count;
    }

    /// Makes sure that so many bytes fit without growing again.
    void room(int count) {
        if (array.length - length >= count) return;
        array = Arrays.copyOf(array, Math.max(Math.max(length + count, START), array.length * 2));
    }

    /// Takes back what was added after this length.
    public void cutTo(int newLength) {
        length = newLength;
    }

    public byte[] toArray() {
        return Arrays.copyOf(array, length);
    }
}
