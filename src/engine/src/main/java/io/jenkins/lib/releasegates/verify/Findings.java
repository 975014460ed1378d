package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.verify.log.Observations;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects what is wrong and what is worth knowing, in bounded memory and in text that harms no terminal. */
final class Findings implements Observations {

    private static final int MAX_CHARACTERS = 600;
    private static final int MAX_NOTES = 100;

    private final List<VerificationReport.Problem> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Remark, Remarked> remarks = new EnumMap<>(Remark.class);
    private long leftOut;

    /** What may occur thousands of times without being wrong; told once, with how often and where first. */
    enum Remark {
        BACKWARDS("Dated before the entry before them, as after a clock was set back: %d, the first is %s"),
        UNKNOWN_KIND("Of a kind that this version doesn't know, checked as links of the chain alone: %d, the"
                + " first is %s"),
        NOT_KEPT("Evidence that is not kept, and no entry says that it was erased: named %d times, first in %s"),
        NOT_INCLUDED(
                "Evidence that isn't in the bundle: named %d times, first in %s. It isn't kept any more, or was left"
                        + " out"),
        STILL_THERE("Evidence that an entry says to be erased, and that is still there: %d, the first by %s"),
        WITHOUT_DECISION("Records that were begun and have no decision, as a crash leaves them; nothing was admitted by"
                + " them: %d, the first ends before %s"),
        DECISION_NOT_INCLUDED("Records that were begun and have no decision in the bundle: %d, the first ends with %s."
                + " A crash leaves such records; so does leaving the decision out"),
        UNNAMED(
                "Files of evidence that no entry names: %d, one is %s. A crash leaves such files; so does cutting entries off"
                        + " the end"),
        BEYOND_THE_END("Values of persons for entries that the trail doesn't have: %d rows, the first is %s. An append"
                + " that was under way or broke off leaves such rows; so does cutting entries off the end"),
        FOREIGN("Files that are no part of a ledger, not looked at: %d, one is %s");

        private final String words;

        Remark(String words) {
            this.words = words;
        }
    }

    private static final class Remarked {

        private final String first;
        private long count;

        Remarked(String first) {
            this.first = first;
        }
    }

    void add(String place, String message) {
        if (findings.size() < VerificationReport.MAX_FINDINGS) {
            findings.add(new VerificationReport.Problem(plain(place), plain(message)));
        } else {
            leftOut++;
        }
    }

    @Override
    public void wrong(String place, String message) {
        add(place, message);
    }

    @Override
    public void foreign(String place) {
        remark(Remark.FOREIGN, place);
    }

    @Override
    public void note(String note) {
        if (notes.size() < MAX_NOTES) {
            notes.add(plain(note));
        }
    }

    void remark(Remark remark, String place) {
        remark(remark, place, 1);
    }

    void remark(Remark remark, String place, long times) {
        remarks.computeIfAbsent(remark, first -> new Remarked(plain(place))).count += times;
    }

    List<VerificationReport.Problem> findings() {
        return findings;
    }

    long leftOut() {
        return leftOut;
    }

    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        remarks.forEach((remark, remarked) ->
                all.add(String.format(Locale.ROOT, remark.words, remarked.count, remarked.first)));
        return all;
    }

    /** With what could steer a terminal or hide in a line made visible, and not without end. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(MAX_CHARACTERS).forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR ->
                    plain.append(String.format(Locale.ROOT, "\\u{%04x}", character));
                default -> plain.appendCodePoint(character);
            }
        });
        return text.codePointCount(0, text.length()) > MAX_CHARACTERS
                ? plain.append('…').toString()
                : plain.toString();
    }
}
