package io.jenkins.lib.releasegates.readiness.checklist;

import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Scalar;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Sequence;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the nodes of a checklist; the format is documented in docs/formats/readiness-checklist.md. */
final class ChecklistReader {

    private static final int MAX_SECTIONS = 50;
    private static final int MAX_ITEMS = 100;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final List<String> REQUIRED_OR_OPTIONAL = List.of("required", "optional");
    private static final List<String> ALLOWED_OR_REFUSED = List.of("allowed", "refused");

    private static final Set<String> ROOT = keys("apiVersion", "kind", "metadata", "spec");
    private static final Set<String> SPEC = keys("high", "longestFollowUp", "role", "validFor", "sections");
    private static final Set<String> SECTION = keys("title", "items");
    private static final Set<String> ITEM = keys(
            "id",
            "question",
            "why",
            "guidance",
            "severity",
            "tiers",
            "validFor",
            "role",
            "evidence",
            "followUp",
            "provenance",
            "check");

    private final Issues issues;
    private final Set<String> ids = new HashSet<>();
    private Optional<String> role = Optional.empty();
    private Optional<Duration> validFor = Optional.empty();

    ChecklistReader(Issues issues) {
        this.issues = issues;
    }

    /** In the order in which messages list them. */
    static Set<String> keys(String... keys) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(keys)));
    }

    /** The checklist, where no issue was found. */
    Optional<Checklist> read(PolicyNode root) {
        Optional<Fields> document = Fields.of(root, "", ROOT, issues);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        exactly(document.get(), "apiVersion", "release-gates/v1");
        exactly(document.get(), "kind", "ReadinessChecklist");
        document.get().require("metadata", "a mapping with name");
        Optional<Fields> metadata = document.get().fields("metadata", keys("name"));
        metadata.ifPresent(fields -> fields.require("name", "the name of the checklist"));
        Optional<String> name = metadata.flatMap(fields -> fields.name("name"));
        document.get().require("spec", "a mapping with " + String.join(", ", SPEC));
        Optional<Fields> spec = document.get().fields("spec", SPEC);
        return spec.flatMap(fields -> spec(name, fields));
    }

    private Optional<Checklist> spec(Optional<String> name, Fields spec) {
        HighRule high =
                spec.word("high", List.of(HighRule.values()), HighRule::id).orElse(HighRule.BY_TIER);
        Duration longest = spec.duration("longestFollowUp").orElse(Checklist.DEFAULT_FOLLOW_UP);
        role = spec.name("role");
        validFor = spec.duration("validFor");
        required(spec, "sections", "at least one section");
        List<Section> sections = spec.each("sections", MAX_SECTIONS, this::section);
        return issues.none() && name.isPresent()
                ? Optional.of(new Checklist(name.get(), high, longest, sections))
                : Optional.empty();
    }

    private Optional<Section> section(PolicyNode node, String path) {
        Optional<Fields> section = Fields.of(node, path, SECTION, issues);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        section.get().require("title", "what the section is about");
        Optional<String> title = section.get().text("title");
        required(section.get(), "items", "at least one item");
        List<Item> items = section.get().each("items", MAX_ITEMS, this::item);
        return title.map(words -> new Section(words, items));
    }

    private Optional<Item> item(PolicyNode node, String path) {
        Optional<Fields> read = Fields.of(node, path, ITEM, issues);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = read.get();
        fields.require("id", "an id that stays the same");
        fields.require("question", "the question");
        fields.require("why", "what goes wrong where it isn't so");
        fields.require("severity", "blocking, high or follow-up");
        Optional<String> id = id(fields);
        Optional<String> question = fields.text("question");
        Optional<String> why = fields.text("why");
        String guidance = fields.text("guidance").orElse("");
        Optional<ItemSeverity> severity = fields.word("severity", List.of(ItemSeverity.values()), ItemSeverity::id);
        Set<Integer> tiers = tiers(fields);
        Optional<Check> check =
                fields.get("check").flatMap(given -> new CheckReader(issues).read(given, Fields.pathOf(path, "check")));
        Optional<String> answering = role(fields);
        Optional<Duration> validity = validity(fields);
        boolean evidence = evidence(fields);
        Provenance least = provenance(fields);
        if (id.isEmpty() || question.isEmpty() || why.isEmpty() || severity.isEmpty() || tiers.isEmpty()) {
            return Optional.empty();
        }
        boolean followUp = word(fields, "followUp", ALLOWED_OR_REFUSED)
                .map("allowed"::equals)
                .orElse(severity.get() != ItemSeverity.BLOCKING);
        return answering.isPresent() && validity.isPresent()
                ? Optional.of(new Item(
                        id.get(),
                        question.get(),
                        why.get(),
                        guidance,
                        severity.get(),
                        tiers,
                        validity.get(),
                        answering.get(),
                        evidence,
                        followUp,
                        least,
                        check))
                : Optional.empty();
    }

    private Optional<String> id(Fields fields) {
        String allowed = "at most 64 lower-case letters, digits and -";
        Optional<String> id = fields.name("id");
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            fields.issue("id", Issues.quoted(id.get()), allowed);
            return Optional.empty();
        }
        if (id.isPresent() && !ids.add(id.get())) {
            fields.issue("id", Issues.quoted(id.get()) + " a second time", "each id once");
        }
        return id;
    }

    private Optional<String> role(Fields fields) {
        Optional<String> own = fields.name("role");
        if (own.isEmpty() && role.isEmpty() && !fields.has("role")) {
            fields.issue("role", "nothing", "the group that answers, here or as spec.role");
        }
        return own.or(() -> role);
    }

    /** An answer of a person without an end would never be asked for again. */
    private Optional<Duration> validity(Fields fields) {
        Optional<Duration> own = fields.duration("validFor");
        Optional<Duration> valid = own.or(() -> validFor);
        if (valid.isPresent() || fields.has("validFor")) {
            return valid;
        }
        if (fields.has("check")) {
            return Optional.of(Checklist.DEFAULT_VALIDITY);
        }
        fields.issue("validFor", "nothing", "how long an answer is good, such as 180d, here or as spec.validFor");
        return Optional.empty();
    }

    private static boolean evidence(Fields fields) {
        if (fields.has("evidence") && fields.has("check")) {
            fields.issue("evidence", "evidence of a person beside a check", "one of them");
        }
        return word(fields, "evidence", REQUIRED_OR_OPTIONAL)
                .map("required"::equals)
                .orElse(true);
    }

    private static Provenance provenance(Fields fields) {
        if (fields.has("provenance") && !fields.has("check")) {
            fields.issue("provenance", "a provenance without a check", "none: people attest this item");
        }
        return fields.word("provenance", List.of(Provenance.values()), Provenance::id)
                .orElse(Provenance.REPORTED);
    }

    private Set<Integer> tiers(Fields fields) {
        String allowed = "a list of numbers from 1 to " + Service.LOWEST_TIER;
        Set<Integer> tiers = new TreeSet<>();
        if (!fields.has("tiers")) {
            for (int tier = 1; tier <= Service.LOWEST_TIER; tier++) {
                tiers.add(tier);
            }
            return tiers;
        }
        List<PolicyNode> given = fields.items("tiers", Service.LOWEST_TIER);
        if (given.isEmpty()) {
            fields.get("tiers")
                    .filter(node ->
                            node instanceof Sequence list && list.items().isEmpty())
                    .ifPresent(node -> fields.issue("tiers", "no tier", allowed + ", at least one"));
        }
        for (int i = 0; i < given.size(); i++) {
            PolicyNode node = given.get(i);
            String path = Fields.pathOf(fields.path(), "tiers") + "[" + i + "]";
            if (!(node instanceof Scalar scalar
                    && scalar.plain()
                    && scalar.text().matches("[1-" + Service.LOWEST_TIER + "]"))) {
                issues.add(node.place(), path, Issues.describe(node), allowed);
            } else if (!tiers.add(Integer.valueOf(((Scalar) node).text()))) {
                issues.add(node.place(), path, Issues.describe(node) + " a second time", "each tier once");
            }
        }
        return tiers;
    }

    private static void exactly(Fields fields, String key, String value) {
        if (fields.require(key, value).isPresent()) {
            word(fields, key, List.of(value));
        }
    }

    static Optional<String> word(Fields fields, String key, List<String> words) {
        return fields.word(key, words, word -> word);
    }

    private static void required(Fields fields, String key, String allowed) {
        Optional<PolicyNode> list = fields.require(key, allowed);
        if (list.isPresent()
                && list.get() instanceof Sequence given
                && given.items().isEmpty()) {
            fields.issue(key, "nothing", allowed + ": a checklist that asks nothing would let everything pass");
        }
    }
}
