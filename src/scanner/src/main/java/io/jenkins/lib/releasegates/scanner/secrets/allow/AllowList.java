package io.jenkins.lib.releasegates.scanner.secrets.allow;

import com.google.re2j.Pattern;
import io.jenkins.lib.releasegates.scanner.secrets.yaml.RefusedYamlException;
import io.jenkins.lib.releasegates.scanner.secrets.yaml.YamlMembers;
import io.jenkins.lib.releasegates.scanner.tree.PathPatterns;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An allow list from its file. The format is docs/formats/secret-allow-list.md. */
final class AllowList {

    private static final Set<String> MEMBERS = Set.of("rule", "path", "fingerprint", "reason", "owner", "until");
    private static final Pattern FINGERPRINT = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int MAX_TEXT = 500;

    private AllowList() {}

    static List<Allowance> read(Path file, Instant now) throws RefusedYamlException {
        YamlMembers list = YamlMembers.of(file.toString(), YamlMembers.bytes(file), Set.of("version", "allow"));
        if (!list.text("version").equals("1")) {
            throw list.refused("version", YamlMembers.shown(list.text("version")), "1");
        }
        if (!list.has("allow")) {
            throw list.refused("allow", "nothing", "a list, which may be empty");
        }
        List<Allowance> allowances = new ArrayList<>();
        for (YamlMembers entry : list.mappings("allow", MEMBERS)) {
            allowances.add(allowance(String.valueOf(file.getFileName()), entry, now));
        }
        return allowances;
    }

    private static Allowance allowance(String by, YamlMembers entry, Instant now) throws RefusedYamlException {
        if (!entry.has("rule") && !entry.has("path") && !entry.has("fingerprint")) {
            throw entry.refused("", "neither rule nor path nor fingerprint", "at least one of them");
        }
        if (entry.has("fingerprint") && !FINGERPRINT.matches(entry.text("fingerprint"))) {
            // What stands there may be the secret itself.
            throw entry.refused(
                    "fingerprint", "a text of another form", "sha256: and 64 hexadecimal digits, as a result has them");
        }
        LocalDate until = until(entry);
        return new Allowance(
                entry.has("rule") ? Optional.of(entry.text("rule")) : Optional.empty(),
                entry.has("path")
                        ? Optional.of(new PathPatterns(List.of(entry.text("path")), List.of()))
                        : Optional.empty(),
                entry.has("fingerprint") ? Optional.of(entry.text("fingerprint")) : Optional.empty(),
                covers(entry),
                by,
                entry.line(),
                shown(entry, "reason"),
                until.toString(),
                shown(entry, "owner"),
                until.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(now));
    }

    private static String covers(YamlMembers entry) throws RefusedYamlException {
        List<String> covers = new ArrayList<>();
        for (String criterion : List.of("rule", "path", "fingerprint")) {
            if (entry.has(criterion)) {
                covers.add(criterion + " " + entry.text(criterion));
            }
        }
        return String.join(", ", covers);
    }

    private static LocalDate until(YamlMembers entry) throws RefusedYamlException {
        String text = entry.text("until");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw entry.refused("until", YamlMembers.shown(text), "a day such as 2027-01-31");
        }
    }

    private static String shown(YamlMembers entry, String name) throws RefusedYamlException {
        String text = entry.text(name).strip().replaceAll("\\s+", " ");
        if (text.length() > MAX_TEXT) {
            throw entry.refused(name, text.length() + " characters", "at most " + MAX_TEXT);
        }
        return text;
    }
}
