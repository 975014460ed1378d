package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads lines of an allowed_signers file: {@code PRINCIPALS [OPTIONS] TYPE KEY [COMMENT]}. */
final class SignerLines {

    private static final int MAX_PRINCIPALS = 5;
    private static final Pattern TIME = Pattern.compile("(\\d{8})(\\d{4})?(\\d{2})?Z?");
    private static final DateTimeFormatter READ =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final String SHAPE =
            "PRINCIPALS [OPTIONS] TYPE KEY, as a line of an allowed_signers file of OpenSSH";

    private static final String TYPES = SignerKey.TYPES.stream().sorted().collect(Collectors.joining(", "));

    private static final String ALLOWED_TIME =
            "a time in UTC: YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, with or without a Z";

    /** One option; a value may stand between quotes, and hold commas and spaces then. */
    private static final Pattern OPTION = Pattern.compile("([A-Za-z-]+)(?:=(?:\"([^\"]*)\"|([^\",\\s]*)))?(,|\\s+)");

    private final Issues issues;

    SignerLines(Issues issues) {
        this.issues = issues;
    }

    void refuse(int line, String found, String allowed) {
        issues.add(new PolicyNode.Place(line, 1, 0), "", found, allowed);
    }

    /** The key of a line; none in one that is empty or a comment, or with which anything is wrong. */
    Optional<SignerKey> key(int number, String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        if (text.startsWith("-----BEGIN PGP")) {
            refuse(number, Issues.quoted(text), "keys of OpenSSH; those of OpenPGP verify nobody here");
            return Optional.empty();
        }
        String[] parts = text.split("\\s+", 2);
        Optional<List<String>> principals = principals(number, parts[0]);
        Optional<Rest> rest = parts.length < 2 ? malformed(number, text) : rest(number, parts[1]);
        return principals.isPresent() && rest.isPresent() ? rest.get().key(principals.get()) : Optional.empty();
    }

    private Optional<Rest> malformed(int number, String text) {
        refuse(number, Issues.quoted(text), SHAPE);
        return Optional.empty();
    }

    private Optional<List<String>> principals(int number, String text) {
        List<String> principals = List.of(text.split(",", -1));
        boolean fine =
                principals.size() <= MAX_PRINCIPALS && principals.stream().allMatch(SignerLines::isPrincipal);
        if (!fine) {
            refuse(
                    number,
                    Issues.quoted(text),
                    "1 to " + MAX_PRINCIPALS + " addresses or accounts of one person, with commas between them and"
                            + " without * ? ! and quotes");
        }
        return fine ? Optional.of(principals) : Optional.empty();
    }

    private static boolean isPrincipal(String text) {
        int most = text.contains("@") ? Exclusions.MAX_TEXT : Answer.MAX_ACCOUNT;
        return !text.isEmpty()
                && text.length() <= most
                && text.chars().noneMatch(c -> "*?!\"'\\".indexOf(c) >= 0)
                && ClaimedText.of(text, most).equals(text);
    }

    /** What stands behind the principals. */
    private record Rest(String type, String blob, Optional<Instant> after, Optional<Instant> before) {

        Optional<SignerKey> key(List<String> principals) {
            return Optional.of(new SignerKey(principals, type, blob, after, before));
        }
    }

    private Optional<Rest> rest(int number, String text) {
        Matcher option = OPTION.matcher(text);
        Options options = new Options(number);
        int at = 0;
        boolean more = false;
        if (!SignerKey.TYPES.contains(text.split("\\s+", 2)[0])) {
            more = true;
            while (more && option.find() && option.start() == at) {
                String value = option.group(2) == null ? option.group(3) : option.group(2);
                if (!options.take(option.group(1).toLowerCase(Locale.ROOT), value == null ? "" : value)) {
                    return Optional.empty();
                }
                at = option.end();
                more = option.group(4).equals(",");
            }
        }
        String[] key = text.substring(at).strip().split("\\s+", 3);
        if (more || key.length < 2 || !SignerKey.TYPES.contains(key[0])) {
            refuse(number, Issues.quoted(text), SHAPE + ", with one of the types " + TYPES);
            return Optional.empty();
        }
        Optional<String> fault = SignerKey.fault(key[0], key[1]);
        fault.ifPresent(
                found -> refuse(number, found, "a whole key of the type " + key[0] + ", RSA of 2048 bits or more"));
        return fault.isPresent()
                ? Optional.empty()
                : Optional.of(new Rest(key[0], key[1], options.after, options.before));
    }

    /** The options of one line. */
    private final class Options {

        private final int number;
        private Optional<Instant> after = Optional.empty();
        private Optional<Instant> before = Optional.empty();

        Options(int number) {
            this.number = number;
        }

        /** Whether it is one that is understood; else it was refused. */
        boolean take(String name, String value) {
            switch (name) {
                case "namespaces" -> {
                    return List.of(value.split(",")).contains("git") || refused(name, value, "namespaces=\"git\"");
                }
                case "valid-after" -> {
                    after = time(value);
                    return after.isPresent() || refused(name, value, ALLOWED_TIME);
                }
                case "valid-before" -> {
                    before = time(value);
                    return before.isPresent() || refused(name, value, ALLOWED_TIME);
                }
                case "cert-authority" -> {
                    return refused(name, value, "keys of persons; certificates verify nobody here");
                }
                default -> {
                    return refused(
                            name,
                            value,
                            "the options namespaces, valid-after and valid-before, or one of the types " + TYPES);
                }
            }
        }

        private boolean refused(String name, String value, String allowed) {
            refuse(number, Issues.quoted(value.isEmpty() ? name : name + "=" + value), allowed);
            return false;
        }
    }

    private static Optional<Instant> time(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String clock =
                (parts.group(2) == null ? "0000" : parts.group(2)) + (parts.group(3) == null ? "00" : parts.group(3));
        try {
            return Optional.of(LocalDateTime.parse(parts.group(1) + clock, READ).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
