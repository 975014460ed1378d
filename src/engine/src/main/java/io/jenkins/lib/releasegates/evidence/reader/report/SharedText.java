package io.jenkins.lib.releasegates.evidence.reader.report;

/**
 * A text that begins like another one, as the messages of one rule mostly do: of many such texts only what differs takes memory.
 *
 * @param base the other one
 * @param shared how many of its characters this one begins with
 * @param rest what follows
 */
public record SharedText(String base, int shared, String rest) {

    /** A text of its own. */
    static SharedText alone(CharSequence text) {
        String base = text.toString();
        return new SharedText(base, base.length(), "");
    }

    /** A text that shares the beginning of that one, where that is half of it at least; else one of its own. */
    static SharedText of(CharSequence all, String base) {
        String text = all.toString();
        int most = Math.min(text.length(), base.length());
        int shared = 0;
        while (shared < most && text.charAt(shared) == base.charAt(shared)) {
            shared++;
        }
        return shared * 2 < text.length() ? alone(text) : new SharedText(base, shared, text.substring(shared));
    }

    /** The whole text. */
    public String text() {
        return base.substring(0, shared) + rest;
    }
}
