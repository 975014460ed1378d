package io.jenkins.lib.releasegates.scanner.vex;

import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.SuppressionRule;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That a vulnerability needs no attention in some components.
 *
 * @param ids all names of the vulnerability, in capitals
 * @param state as the document says it
 * @param until the day from which on it is over
 */
record Statement(
        String file,
        int line,
        Set<String> ids,
        String state,
        @Nullable String reason,
        @Nullable String until,
        boolean expired,
        List<Target> targets) {

    Statement {
        ids = Set.copyOf(ids);
        targets = List.copyOf(targets);
    }

    boolean covers(Finding finding) {
        return !expired
                && names(finding).anyMatch(ids::contains)
                && targets.stream().anyMatch(target -> target.covers(finding));
    }

    private static Stream<String> names(Finding finding) {
        Stream<String> aliases = finding.aliases() == null ? Stream.empty() : finding.aliases().stream();
        return Stream.concat(Stream.of(finding.rule()), aliases).map(name -> name.toUpperCase(Locale.ROOT));
    }

    Finding.Suppressed suppressed() {
        return new Finding.Suppressed(file, line, reason, until, null, state);
    }

    SuppressionRule described(boolean used) {
        String covers = ids.stream().sorted().collect(Collectors.joining(", ")) + " " + state + " in "
                + targets.stream().map(Target::words).sorted().collect(Collectors.joining(", "));
        return new SuppressionRule(
                FileDigest.of(SuppressionRule.identity(covers, until)),
                SuppressionRule.Use.of(expired, used),
                file,
                line,
                SuppressionRule.shown(covers),
                reason,
                null,
                until);
    }
}
