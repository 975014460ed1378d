package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.StandingExemption;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.gate.Effect;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How templates say things. Escaping is left to jte. */
public final class Shown {

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Shown() {}

    /** The text with characters made visible that are not: control characters, and those that turn the direction of writing. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t') {
                shown.append(' ');
            } else if (isInvisible(point)) {
                shown.append(String.format(Locale.ROOT, "\\u{%x}", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static boolean isInvisible(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** An instant to the second. */
    public static String instant(Instant at) {
        return INSTANT.format(at);
    }

    /** An instant to the minute, as clocks in that zone show it. */
    public static String local(Instant at, ZoneId zone) {
        return LOCAL.format(at.atZone(zone)) + " (" + zone + ")";
    }

    /** A verdict as a word. */
    public static String verdict(Verdict.Kind kind) {
        return switch (kind) {
            case FAILED -> "Failed";
            case ERROR -> "Error";
            case INCONCLUSIVE -> "Inconclusive";
            case WARNING -> "Passed with a warning";
            case WAIVED -> "Waived";
            case PASSED -> "Passed";
            case NOT_APPLICABLE -> "Not applicable";
        };
    }

    /** The class that colours a verdict. */
    public static String colour(Verdict.Kind kind) {
        return switch (kind) {
            case FAILED, ERROR, INCONCLUSIVE -> "rg-bad";
            case WARNING, WAIVED -> "rg-careful";
            case PASSED -> "rg-good";
            case NOT_APPLICABLE -> "rg-plain";
        };
    }

    /** The class that colours a severity. */
    public static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "rg-bad";
            case MEDIUM -> "rg-careful";
            case LOW -> "rg-plain";
        };
    }

    /** What an effect does, as a sentence. */
    public static String effect(Effect effect) {
        String marks = effect.build() == Effect.Mark.NONE && effect.stage() == Effect.Mark.NONE
                ? "Leaves the build and its stage as they are"
                : "Build: " + mark(effect.build()) + "; stage: " + mark(effect.stage());
        return marks + (effect.admits() ? "." : ". Does not let the artifact through.");
    }

    private static String mark(Effect.Mark mark) {
        return switch (mark) {
            case NONE -> "left as it is";
            case UNSTABLE -> "unstable";
            case FAILURE -> "failed";
        };
    }

    /** How a build came to be; empty when there is nothing special about it. */
    public static Optional<String> special(Subject.Origin origin) {
        return switch (origin) {
            case ORDINARY -> Optional.empty();
            case REPLAY -> Optional.of("This build was replayed: its pipeline may not be the one that was committed.");
            case RESTARTED_FROM_STAGE ->
                Optional.of("This build was restarted from a stage: earlier stages were not run.");
            case COMMAND -> Optional.of("This was decided by the command on somebody's machine.");
        };
    }

    /** Who acted, and by what means. */
    public static String person(AuditPage.Person person) {
        if (person.means() == Actor.Means.TIMER
                || person.means() == Actor.Means.SCM_CHANGE
                || person.means() == Actor.Means.UPSTREAM) {
            return "Nobody: started " + person.means().words();
        }
        String name = person.name().orElse("Erased");
        String id = person.id()
                .filter(known -> !known.equals(name) && !known.isEmpty())
                .map(known -> " (" + known + ")")
                .orElse("");
        return text(name + id) + ", " + person.means().words();
    }

    /** A size in bytes with a unit. */
    public static String bytes(long size) {
        if (size < 1_024) {
            return size + " bytes";
        }
        return size < 1_048_576
                ? String.format(Locale.ROOT, "%.1f KiB", size / 1_024.0)
                : String.format(Locale.ROOT, "%.1f MiB", size / 1_048_576.0);
    }

    /** An exception that counts, or waits for its review, as a sentence. */
    public static String exemption(StandingExemption standing) {
        String until = standing.until().map(Shown::instant).orElse("");
        String what = standing.event() instanceof WaiverAsked waiver
                ? "Waiver " + standing.id() + " lets gate " + text(waiver.gate()) + " through until " + until + "."
                : "Two people have broken the glass, " + standing.id() + ", which counts until " + until + ".";
        return standing.lacksReview() ? what + " Nobody has reviewed that yet." : what;
    }
}
