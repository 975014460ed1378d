package io.jenkins.lib.releasegates.audit.message;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entry as a subject and a few lines of plain text, short enough for a phone. Names stand in it without what can't be seen, and without line breaks; where
 * they hold an address it can't be followed, so that the one link is the one to this Jenkins.
 *
 * @param subject one line, the same for all entries of one request, but for a "Re: " where it isn't the first of them
 * @param text lines that end with a line feed; the first one says what is to be done, or what has happened
 * @param thread id of the entry that all of them are about; its own where it is about itself
 */
public record Notice(String subject, String text, String thread) {

    private static final int SHOWN_ARTIFACTS = 5;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}/[0-9]{1,18}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    /** Why somebody is told. */
    public enum Reader {
        /** Who is asked, and may answer. */
        ASKED("you are asked, and may answer"),
        /** Who asked, or started what asks. */
        ASKER("you asked for it, or started it"),
        /** An address that the owner has listed. */
        LISTED("this address is listed in the configuration of the ledger");

        private final String words;

        Reader(String words) {
            this.words = words;
        }
    }

    /**
     * Of an entry.
     *
     * @param jenkins address of the Jenkins, with a slash at the end; without it there is no link
     * @param person who acted; empty where that isn't told
     */
    public static Notice of(TrailEntry entry, Optional<String> jenkins, Optional<String> person, Reader reader) {
        Map<String, Object> values = MessageValues.of(entry, jenkins, person, "");
        return new Notice(subject(entry, values), text(entry, values, reader), thread(entry));
    }

    private static String subject(TrailEntry entry, Map<String, Object> values) {
        Optional<String> what = topic(entry.kind());
        if (what.isEmpty()) {
            return capital(quiet(value(values, "summary")));
        }
        String environment = quiet(value(values, "environment"));
        return (thread(entry).equals(entry.id()) ? "" : "Re: ")
                + what.get()
                + (environment.isEmpty() ? "" : " for " + environment)
                + ": " + build(values);
    }

    /** What those entries are about of which one asks and others answer. */
    private static Optional<String> topic(String kind) {
        if (kind.startsWith("approval-")) {
            return Optional.of("Approval");
        }
        if (kind.startsWith("waiver-")) {
            return Optional.of("Waiver");
        }
        return kind.startsWith("break-glass-") ? Optional.of("Emergency") : Optional.empty();
    }

    private static String thread(TrailEntry entry) {
        if (entry.kind().endsWith("-asked")) {
            return entry.id();
        }
        for (String member : List.of("request", "reminds", "waiver", "breakGlass", "deployment")) {
            String id = entry.body().path(member).asText("");
            if (ID.matcher(id).matches()) {
                return id;
            }
        }
        return entry.id();
    }

    private static String text(TrailEntry entry, Map<String, Object> values, Reader reader) {
        List<String> lines = new ArrayList<>();
        lines.add(NoticeWords.of(values, reader) + ": " + build(values) + to(values));
        link(entry.kind(), value(values, "url")).ifPresent(link -> lines.addAll(List.of("", link)));
        lines.add("");
        add(lines, "Environment", quiet(value(values, "environment")));
        add(lines, "Build", build(values) + branch(values));
        add(lines, "Artifacts", artifacts(values));
        add(lines, "Changes", commits(values));
        add(lines, "Gate", quiet(value(values, "gate")));
        add(lines, "Who has to act", NoticeWords.whoActs(values, reader));
        add(lines, "Until", time(value(values, "deadline")));
        add(lines, "By", quiet(value(values, "person")));
        add(lines, "At", time(value(values, "time")));
        lines.addAll(List.of(
                "",
                "-- ",
                "Release Gates, entry " + entry.seq() + " of ledger " + entry.origin() + ". You get this because "
                        + reader.words + "."));
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, String label, String value) {
        if (!value.isEmpty()) {
            lines.add(label + ": " + value);
        }
    }

    private static String build(Map<String, Object> values) {
        String job = quiet(value(values, "job"));
        Object number = values.getOrDefault("number", 0);
        return job.isEmpty() ? "the ledger" : number.equals(0) ? job : job + " #" + number;
    }

    private static String branch(Map<String, Object> values) {
        String branch = quiet(value(values, "branch"));
        return branch.isEmpty() ? "" : " (branch " + branch + ")";
    }

    private static String to(Map<String, Object> values) {
        String environment = quiet(value(values, "environment"));
        return environment.isEmpty() ? "" : " to " + environment;
    }

    private static String artifacts(Map<String, Object> values) {
        List<?> rows = values.get("artifacts") instanceof List<?> list ? list : List.of();
        List<String> names = rows.stream()
                .limit(SHOWN_ARTIFACTS)
                .map(row -> row instanceof Map<?, ?> named ? quiet(String.valueOf(named.get("name"))) : "")
                .toList();
        int all = values.get("artifactCount") instanceof Integer count ? count : 0;
        return String.join(", ", names) + (all > SHOWN_ARTIFACTS ? ", and " + (all - SHOWN_ARTIFACTS) + " more" : "");
    }

    private static String commits(Map<String, Object> values) {
        return values.get("commits") instanceof Integer count && count > 0
                ? count + (count == 1 ? " commit" : " commits")
                : "";
    }

    private static Optional<String> link(String kind, String build) {
        if (build.isEmpty()) {
            return Optional.empty();
        }
        if (kind.startsWith("approval-")) {
            return Optional.of(build + "release-approval/");
        }
        return Optional.of(
                kind.startsWith("waiver-") || kind.startsWith("break-glass-") ? build + "release-waivers/" : build);
    }

    private static String time(String instant) {
        return instant.isEmpty() ? "" : TIME.format(Instant.parse(instant).atOffset(ZoneOffset.UTC));
    }

    static String value(Map<String, Object> values, String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /** Programs that show mail make links of addresses; those that somebody put into a name are none of ours. */
    private static String quiet(String name) {
        return name.replace("://", ":\uFFFD").replaceAll("(?i)\\bwww\\.", "www\uFFFD");
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
