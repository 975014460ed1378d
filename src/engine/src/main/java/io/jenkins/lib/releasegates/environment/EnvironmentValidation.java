package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.environment.EnvironmentDefinition.FrozenTime;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What came of reading environments as their owner wrote them: all that is wrong, and each environment only where nothing is. Immutable. */
public final class EnvironmentValidation {

    /** What a name may look like: it is part of addresses. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private static final int MAX_ENTRIES = 200;
    private static final int MAX_REASON = 200;

    private final List<PolicyIssue> issues = new ArrayList<>();
    private final Map<String, Environment> environments = new LinkedHashMap<>();

    private EnvironmentValidation() {}

    /** Reads environments that belong together; the order of each names another one of them. */
    public static EnvironmentValidation of(List<EnvironmentDefinition> definitions) {
        EnvironmentValidation validation = new EnvironmentValidation();
        Set<String> names = new HashSet<>();
        Set<String> twice = new HashSet<>();
        definitions.forEach(definition -> {
            if (!names.add(definition.name())) {
                twice.add(definition.name());
            }
        });
        for (EnvironmentDefinition definition : definitions) {
            validation.read(definition, names, twice);
        }
        validation.refuseCircles(definitions);
        return validation;
    }

    /** Whether that text can be the name of an environment. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** All that is wrong, environment by environment. */
    public List<PolicyIssue> issues() {
        return List.copyOf(issues);
    }

    /** All that is wrong with the environment of that name. */
    public List<PolicyIssue> issues(String name) {
        return issues.stream().filter(issue -> issue.file().equals(file(name))).toList();
    }

    /** The environment of that name; empty when there is none, and when anything is wrong with it. */
    public Optional<Environment> environment(String name) {
        return Optional.ofNullable(environments.get(name));
    }

    /** The environments with which nothing is wrong, in the order of their definitions. */
    public List<Environment> environments() {
        return List.copyOf(environments.values());
    }

    private static String file(String name) {
        return "environment " + Issues.quoted(name);
    }

    private void read(EnvironmentDefinition given, Set<String> names, Set<String> twice) {
        int before = issues.size();
        String file = file(given.name());
        if (!isName(given.name())) {
            issue(file, "name", given.name(), "a name of at most 64 letters, digits, _ . and -");
        }
        if (twice.contains(given.name())) {
            issue(file, "name", given.name() + ", which another environment has as well", "each name once");
        }
        if (!given.after().isEmpty()
                && (!names.contains(given.after()) || given.after().equals(given.name()))) {
            issue(file, "after", given.after(), "the name of another environment: " + others(names, given.name()));
        }
        Entrance.Repeated repeated = repeated(file, given.repeated());
        List<NamePattern> jobs = patterns(file, "jobs", given.jobs());
        if (given.jobs().isEmpty()) {
            issue(file, "jobs", "", "at least one pattern of full names of jobs, such as shop/** or ** for all");
        }
        List<NamePattern> branches = patterns(file, "branches", given.branches());
        Optional<ZoneId> zone = zone(file, given.timeZone());
        List<OpenHours> hours = hours(file, given.hours());
        List<Freeze> freezes = freezes(file, given.freezes(), zone.orElse(ZoneId.of("UTC")));
        FreezeCalendar calendar = calendar(file, given.calendar(), zone.orElse(ZoneId.of("UTC")));
        Optional<ApprovalDemand> approval = new ApprovalReader(file, issues).read(given.approval());
        WaiverRules waivers = new WaiverReader(file, issues).read(given.waivers());
        PolicyValidation policy = policy(given);
        policy.issues().forEach(issues::add);
        if (issues.size() > before) {
            return;
        }
        try {
            environments.put(
                    given.name(),
                    new Environment(
                            given.name(),
                            Optional.of(given.after()).filter(name -> !name.isEmpty()),
                            policy.policyOrThrow(),
                            new Entrance(jobs, branches, repeated),
                            new OpeningTimes(zone.orElseThrow(), hours, freezes, calendar),
                            approval,
                            waivers,
                            given.digest()));
        } catch (InvalidPolicyException e) {
            throw new IllegalStateException("A policy without issues can be had", e);
        }
    }

    private static PolicyValidation policy(EnvironmentDefinition given) {
        return given.policy().isBlank()
                ? PolicyValidation.refused(file(given.name()), "policy", "nothing", "a policy with at least one gate")
                : PolicyValidation.ofEnvironment(given.policy(), file(given.name()));
    }

    private Entrance.Repeated repeated(String file, String text) {
        for (Entrance.Repeated each : Entrance.Repeated.values()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        if (!text.isEmpty()) {
            issue(file, "repeated", text, "REFUSE, ALLOW");
        }
        return Entrance.Repeated.REFUSE;
    }

    private List<NamePattern> patterns(String file, String path, List<String> texts) {
        List<NamePattern> patterns = new ArrayList<>();
        tooMany(file, path, texts);
        for (int i = 0; i < texts.size(); i++) {
            if (NamePattern.isPattern(texts.get(i))) {
                patterns.add(new NamePattern(texts.get(i)));
            } else {
                issue(
                        file,
                        path + "[" + i + "]",
                        texts.get(i),
                        "a pattern of at most " + NamePattern.MAX + " characters, without blanks at its ends");
            }
        }
        return patterns;
    }

    private Optional<ZoneId> zone(String file, String text) {
        try {
            return Optional.of(ZoneId.of(text.isEmpty() ? "UTC" : text));
        } catch (DateTimeException e) {
            issue(file, "timeZone", text, "a time zone such as UTC or Europe/Zurich");
            return Optional.empty();
        }
    }

    private List<OpenHours> hours(String file, List<String> texts) {
        List<OpenHours> hours = new ArrayList<>();
        tooMany(file, "hours", texts);
        for (int i = 0; i < texts.size(); i++) {
            Optional<OpenHours> read = OpenHours.parse(texts.get(i));
            if (read.isPresent()) {
                hours.add(read.get());
            } else {
                issue(file, "hours[" + i + "]", texts.get(i), OpenHours.ALLOWED);
            }
        }
        return hours;
    }

    private List<Freeze> freezes(String file, List<FrozenTime> given, ZoneId zone) {
        List<Freeze> freezes = new ArrayList<>();
        tooMany(file, "freezes", given);
        for (int i = 0; i < given.size(); i++) {
            FrozenTime time = given.get(i);
            String path = "freezes[" + i + "]";
            Optional<Instant> from = instant(file, path + ".from", time.from(), zone);
            Optional<Instant> until = instant(file, path + ".until", time.until(), zone);
            if (time.reason().isBlank() || time.reason().length() > MAX_REASON) {
                issue(file, path + ".reason", time.reason(), "a reason of 1 to " + MAX_REASON + " characters");
            } else if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
                issue(file, path + ".until", time.until(), "a time after " + time.from());
            } else if (from.isPresent() && until.isPresent()) {
                freezes.add(new Freeze(from.get(), until.get(), time.reason()));
            }
        }
        return freezes;
    }

    private FreezeCalendar calendar(String file, String text, ZoneId zone) {
        try {
            return CalendarReader.read(text, zone);
        } catch (UnreadableCalendarException e) {
            issues.add(new PolicyIssue(
                    file, e.line(), Math.min(e.line(), 1), "calendar", Issues.quoted(e.found()), e.allowed()));
            return FreezeCalendar.NONE;
        }
    }

    private Optional<Instant> instant(String file, String path, String text, ZoneId zone) {
        try {
            LocalDateTime local =
                    text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
            return Optional.of(local.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            issue(file, path, text, "a date and time such as 2026-12-24T12:00, or a date such as 2026-12-24");
            return Optional.empty();
        }
    }

    /** An artifact could enter none of the environments that wait for each other. */
    private void refuseCircles(List<EnvironmentDefinition> definitions) {
        Map<String, String> after = new LinkedHashMap<>();
        definitions.forEach(definition -> after.put(definition.name(), definition.after()));
        for (EnvironmentDefinition definition : definitions) {
            Set<String> passed = new HashSet<>();
            String name = definition.name();
            while (after.containsKey(name) && passed.add(name)) {
                name = after.get(name);
            }
            if (name.equals(definition.name()) && passed.size() > 1) {
                issue(file(name), "after", definition.after() + ", which comes after this one itself", "no circle");
                environments.remove(name);
            }
        }
    }

    private void tooMany(String file, String path, List<?> given) {
        if (given.size() > MAX_ENTRIES) {
            issue(file, path, given.size() + " entries", "at most " + MAX_ENTRIES);
        }
    }

    private static String others(Set<String> names, String name) {
        List<String> others =
                names.stream().filter(other -> !other.equals(name)).sorted().toList();
        return others.isEmpty() ? "there is none" : String.join(", ", others);
    }

    private void issue(String file, String path, String found, String allowed) {
        issues.add(new PolicyIssue(file, 0, 0, path, found.isEmpty() ? "nothing" : Issues.quoted(found), allowed));
    }
}
