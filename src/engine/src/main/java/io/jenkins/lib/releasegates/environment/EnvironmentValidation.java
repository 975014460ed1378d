package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.environment.EnvironmentDefinition.FrozenTime;
import io.jenkins.lib.releasegates.health.HealthDemand;
import io.jenkins.lib.releasegates.health.HealthReading;
import io.jenkins.lib.releasegates.policy.GateDefinition;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
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

    private final NamesInSight names;

    private EnvironmentValidation(NamesInSight names) {
        this.names = names;
    }

    /** Reads environments that belong together; the order of each names another one of them. */
    public static EnvironmentValidation of(List<EnvironmentDefinition> definitions) {
        EnvironmentValidation validation = new EnvironmentValidation(new NamesInSight(definitions));
        Set<String> ids = new HashSet<>();
        Set<String> twice = new HashSet<>();
        definitions.forEach(definition -> {
            if (!ids.add(definition.id())) {
                twice.add(definition.id());
            }
        });
        for (EnvironmentDefinition definition : definitions) {
            validation.read(definition, twice);
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

    /** All that is wrong with the environment that the record calls so. */
    public List<PolicyIssue> issues(String id) {
        return issues.stream().filter(issue -> issue.file().equals(file(id))).toList();
    }

    /** The environment that the record calls so; empty when there is none, and when anything is wrong with it. */
    public Optional<Environment> environment(String id) {
        return Optional.ofNullable(environments.get(id));
    }

    /**
     * What the record calls the environment by that goes by this name in a job: one of the controller, or of a folder that the job lies in. What is
     * farther out comes first. Empty when the job sees none of that name; there may be anything wrong with the one that it sees.
     *
     * @param job its full name
     */
    public Optional<String> id(String called, String job) {
        return names.id(called, job);
    }

    /** What the record calls the environment by whose name that one would take. */
    public Optional<String> inherited(EnvironmentDefinition definition) {
        return names.inherited(definition).map(EnvironmentDefinition::id);
    }

    /** All that a job of that full name sees, as the record calls them. */
    public List<String> seenFrom(String job) {
        return names.from(job);
    }

    /** The environments with which nothing is wrong, in the order of their definitions. */
    public List<Environment> environments() {
        return List.copyOf(environments.values());
    }

    private static String file(String id) {
        return "environment " + Issues.quoted(id);
    }

    private void read(EnvironmentDefinition given, Set<String> twice) {
        int before = issues.size();
        String file = file(given.id());
        names(file, given, twice);
        Optional<String> after = after(file, given);
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
        HealthReading health = health(file, given, approval);
        PolicyValidation policy = policy(given);
        policy.issues().forEach(issues::add);
        if (issues.size() > before) {
            return;
        }
        try {
            refuseOwnNames(file, policy.policyOrThrow());
            if (issues.size() > before) {
                return;
            }
            environments.put(
                    given.id(),
                    new Environment(
                            given.id(),
                            after,
                            policy.policyOrThrow(),
                            new Entrance(jobs, branches, given.folder(), repeated),
                            new OpeningTimes(zone.orElseThrow(), hours, freezes, calendar),
                            approval,
                            waivers,
                            health.demand().orElseThrow(),
                            given.digest()));
        } catch (InvalidPolicyException e) {
            throw new IllegalStateException("A policy without issues can be had", e);
        }
    }

    /** What environments demand themselves is told by its name. */
    private void refuseOwnNames(String file, Policy policy) {
        policy.gates().stream()
                .map(GateDefinition::name)
                .filter(name -> name.startsWith(StandingGates.PREFIX) || HealthDemand.isOne(name))
                .forEach(name -> issue(
                        file,
                        "policy: spec.gates",
                        name,
                        "a name that doesn't begin with \"" + StandingGates.PREFIX + "\" or \"" + HealthDemand.PREFIX
                                + "\""));
    }

    private HealthReading health(String file, EnvironmentDefinition given, Optional<ApprovalDemand> approval) {
        HealthReading read = HealthReading.of(given.health(), file);
        issues.addAll(read.issues());
        read.demand().flatMap(HealthDemand::approvers).ifPresent(group -> {
            if (given.approval().rule().isBlank()) {
                issue(
                        file,
                        "errorBudget",
                        "a rule that asks for an approval",
                        "one together with an approval of this environment, which says whose change it is");
            }
            if (approval.isPresent() && !takes(approval.get(), group)) {
                issue(
                        file,
                        "approval.rule",
                        given.approval().rule(),
                        "one that one more of " + group + " can be added to");
            }
        });
        return read;
    }

    private static boolean takes(ApprovalDemand demand, String group) {
        try {
            return demand.terms().withOneMoreOf(group).rule().groups().contains(group);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void names(String file, EnvironmentDefinition given, Set<String> twice) {
        if (!isName(given.name())) {
            issue(file, "name", given.name(), "a name of at most 64 letters, digits, _ . and -");
        }
        if (!given.folder().isEmpty() && !NamesInSight.isFolder(given.folder())) {
            issue(file, "folder", given.folder(), "the full name of a folder, such as shop or shop/checkout");
        }
        if (twice.contains(given.id())) {
            issue(file, "name", given.name() + ", which another environment has as well", "each name once");
        }
        names.inherited(given)
                .ifPresent(outer -> issue(
                        file,
                        "name",
                        given.name() + ", which is " + outer.id() + " of "
                                + (outer.folder().isEmpty() ? "the whole controller" : "the folder " + outer.folder()),
                        "a name that isn't inherited: a folder adds environments and redefines none"));
    }

    private Optional<String> after(String file, EnvironmentDefinition given) {
        if (given.after().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> after = names.id(given.after(), given.id()).filter(id -> !id.equals(given.id()));
        if (after.isEmpty()) {
            issue(
                    file,
                    "after",
                    given.after(),
                    "the name of another environment: " + others(names.from(given.id()), given.id()));
        }
        return after;
    }

    private static PolicyValidation policy(EnvironmentDefinition given) {
        return given.policy().isBlank()
                ? PolicyValidation.refused(file(given.id()), "policy", "nothing", "a policy with at least one gate")
                : PolicyValidation.ofEnvironment(given.policy(), file(given.id()));
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
        definitions.forEach(definition -> after.put(
                definition.id(), names.id(definition.after(), definition.id()).orElse("")));
        for (EnvironmentDefinition definition : definitions) {
            Set<String> passed = new HashSet<>();
            String id = definition.id();
            while (after.containsKey(id) && passed.add(id)) {
                id = after.get(id);
            }
            if (id.equals(definition.id()) && passed.size() > 1) {
                issue(file(id), "after", definition.after() + ", which comes after this one itself", "no circle");
                environments.remove(id);
            }
        }
    }

    private void tooMany(String file, String path, List<?> given) {
        if (given.size() > MAX_ENTRIES) {
            issue(file, path, given.size() + " entries", "at most " + MAX_ENTRIES);
        }
    }

    private static String others(List<String> ids, String id) {
        List<String> others =
                ids.stream().filter(other -> !other.equals(id)).sorted().toList();
        return others.isEmpty() ? "there is none" : String.join(", ", others);
    }

    private void issue(String file, String path, String found, String allowed) {
        issues.add(new PolicyIssue(file, 0, 0, path, found.isEmpty() ? "nothing" : Issues.quoted(found), allowed));
    }
}
