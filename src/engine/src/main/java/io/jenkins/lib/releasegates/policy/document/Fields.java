package io.jenkins.lib.releasegates.policy.document;

import io.jenkins.lib.releasegates.policy.document.PolicyNode.Mapping;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Place;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Scalar;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Sequence;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One mapping of a policy with the keys it may have; whatever is missing or of the wrong kind becomes an issue. */
public final class Fields {

    /** Longest text for people, as a reason. */
    static final int MAX_TEXT = 500;

    /** What a name of a policy or gate looks like. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:-]{0,79}");

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,3})([mhd])");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,9})?");

    /** What YAML takes for something else than text when it stands without quotes. */
    private static final Pattern NOT_TEXT =
            Pattern.compile("~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9][0-9_]*(\\.[0-9]*)?");

    private final Map<String, Mapping.Entry> entries;
    private final Place place;
    private final String path;
    private final Issues issues;

    private Fields(Mapping mapping, String path, Issues issues) {
        this.entries = mapping.entries();
        this.place = mapping.place();
        this.path = path;
        this.issues = issues;
    }

    /** The fields of a node; another kind of node, or a key that isn't allowed, is an issue. */
    public static Optional<Fields> of(PolicyNode node, String path, Set<String> allowed, Issues issues) {
        if (!(node instanceof Mapping mapping)) {
            issues.add(node.place(), path, Issues.describe(node), "a mapping with " + String.join(", ", allowed));
            return Optional.empty();
        }
        mapping.entries().forEach((key, entry) -> {
            if (!allowed.contains(key)) {
                issues.addUnknown(entry.key(), pathOf(path, key), "the key " + Issues.quoted(key), key, allowed);
            }
        });
        return Optional.of(new Fields(mapping, path, issues));
    }

    /** The path of a key; one that is no plain word is shown quoted. */
    public static String pathOf(String path, String key) {
        String word = key.matches("[A-Za-z][A-Za-z0-9_-]{0,40}") ? key : Issues.quoted(key);
        return path.isEmpty() ? word : path + "." + word;
    }

    public String path() {
        return path;
    }

    public Place place() {
        return place;
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The place of what stands for the key, or of the mapping. */
    Place placeOf(String key) {
        return Optional.ofNullable(entries.get(key))
                .map(entry -> entry.value().place())
                .orElse(place);
    }

    public void issue(String key, String found, String allowed) {
        issues.add(placeOf(key), pathOf(path, key), found, allowed);
    }

    public Optional<PolicyNode> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Mapping.Entry::value);
    }

    public Optional<PolicyNode> require(String key, String allowed) {
        Optional<PolicyNode> node = get(key);
        if (node.isEmpty()) {
            issue(key, "nothing", allowed);
        }
        return node;
    }

    /** The mapping under a key. */
    public Optional<Fields> fields(String key, Set<String> allowed) {
        return get(key).flatMap(node -> of(node, pathOf(path, key), allowed, issues));
    }

    /** The items of the list under a key; a missing list is empty. */
    public List<PolicyNode> items(String key, int max) {
        Optional<PolicyNode> node = get(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof Sequence sequence)) {
            issue(key, Issues.describe(node.get()), "a list");
            return List.of();
        }
        if (sequence.items().size() > max) {
            issue(key, sequence.items().size() + " items", "at most " + max);
            return List.of();
        }
        return sequence.items();
    }

    public Optional<Scalar> scalar(String key, String allowed) {
        Optional<PolicyNode> node = get(key);
        if (node.isPresent() && !(node.get() instanceof Scalar)) {
            issue(key, Issues.describe(node.get()), allowed);
        }
        return node.filter(Scalar.class::isInstance).map(Scalar.class::cast);
    }

    /** Text for people. */
    public Optional<String> text(String key) {
        return text(key, MAX_TEXT);
    }

    /** Text of at most so many characters. */
    public Optional<String> text(String key, int longest) {
        String allowed = "text of 1 to " + longest + " characters";
        Optional<Scalar> scalar = scalar(key, allowed).filter(given -> isText(key, given));
        if (scalar.isPresent()
                && (scalar.get().text().isBlank() || scalar.get().text().length() > longest)) {
            issue(key, scalar.get().text().isBlank() ? "nothing" : "a longer text", allowed);
            return Optional.empty();
        }
        return scalar.map(Scalar::text);
    }

    public Optional<String> name(String key) {
        return match(key, NAME, "a name of at most 80 letters, digits, spaces and . _ : -")
                .map(Matcher::group);
    }

    public Optional<Duration> duration(String key) {
        return match(key, DURATION, "a duration such as 90m, 24h or 30d").map(duration -> {
            long amount = Long.parseLong(duration.group(1));
            return switch (duration.group(2)) {
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        });
    }

    public Optional<LocalDate> date(String key) {
        String allowed = "a date such as 2027-01-31";
        Optional<Scalar> scalar = scalar(key, allowed);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(scalar.get().text()));
        } catch (DateTimeParseException e) {
            issue(key, Issues.describe(scalar.get()), allowed);
            return Optional.empty();
        }
    }

    /** A plain decimal number. */
    public Optional<Double> number(String key) {
        return decimal(key).map(BigDecimal::doubleValue);
    }

    /** A plain decimal number with exactly the digits that stand there. */
    public Optional<BigDecimal> decimal(String key) {
        String allowed = "a decimal number such as 80 or 62.5";
        Optional<Scalar> scalar = scalar(key, allowed);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar.get().text();
        if (!scalar.get().plain()) {
            issue(key, Issues.quoted(text) + " in quotes", allowed + ", without quotes");
            return Optional.empty();
        }
        if (!NUMBER.matcher(text).matches()) {
            issue(key, Issues.describe(scalar.get()), allowed + ": digits, one dot, no sign but -, no unit");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }

    public boolean flag(String key, boolean otherwise) {
        String allowed = "true or false";
        Optional<Scalar> scalar = scalar(key, allowed);
        if (scalar.isEmpty()) {
            return otherwise;
        }
        if (!scalar.get().plain()
                || !Set.of("true", "false").contains(scalar.get().text())) {
            issue(key, Issues.describe(scalar.get()), allowed);
            return otherwise;
        }
        return scalar.get().text().equals("true");
    }

    /** One of some words. */
    public <T> Optional<T> word(String key, List<T> values, Function<T, String> wordOf) {
        List<String> allowed = values.stream().map(wordOf).toList();
        Optional<Scalar> scalar = scalar(key, String.join(", ", allowed));
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        int index = allowed.indexOf(scalar.get().text());
        if (index < 0) {
            issues.addUnknown(
                    placeOf(key),
                    pathOf(path, key),
                    Issues.describe(scalar.get()),
                    scalar.get().text(),
                    allowed);
            return Optional.empty();
        }
        return Optional.of(values.get(index));
    }

    private Optional<Matcher> match(String key, Pattern pattern, String allowed) {
        Optional<Scalar> scalar = scalar(key, allowed).filter(given -> isText(key, given));
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(scalar.get().text());
        if (!matcher.matches()) {
            issue(key, Issues.describe(scalar.get()), allowed);
            return Optional.empty();
        }
        return Optional.of(matcher);
    }

    private boolean isText(String key, Scalar scalar) {
        if (scalar.plain() && NOT_TEXT.matcher(scalar.text()).matches()) {
            issue(key, Issues.quoted(scalar.text()) + " without quotes", "text; quotes make one of it");
            return false;
        }
        return true;
    }

    /** The paths of a list's items. */
    String itemPath(String key, int index) {
        return pathOf(path, key) + "[" + index + "]";
    }

    /** Each item of a list, read; those that can't be read have become issues. */
    public <T> List<T> each(String key, int max, ItemReader<T> reader) {
        List<PolicyNode> nodes = items(key, max);
        List<T> read = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            reader.read(nodes.get(i), itemPath(key, i)).ifPresent(read::add);
        }
        return read;
    }

    /** Reads one item of a list. */
    public interface ItemReader<T> {
        Optional<T> read(PolicyNode node, String path);
    }
}
