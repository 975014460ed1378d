package io.jenkins.lib.releasegates.evidence.reader.json;

/** A text that is read over and over into the same characters, since most of the long ones are looked at once and never kept. */
final class TextBuffer implements CharSequence {

    private char[] text = new char[512];
    private int length;

    void clear() {
        length = 0;
    }

    void set(char[] from, int offset, int count) {
        if (text.length < count) {
            text = new char[Math.max(count, text.length * 2)];
        }
        System.arraycopy(from, offset, text, 0, count);
        length = count;
    }

    void set(String value) {
        set(value.toCharArray(), 0, value.length());
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return text[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(text, start, end - start);
    }

    @Override
    public String toString() {
        return new String(text, 0, length);
    }
}
