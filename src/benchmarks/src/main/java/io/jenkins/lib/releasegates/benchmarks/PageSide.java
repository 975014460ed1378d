package io.jenkins.lib.releasegates.benchmarks;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.security.SecurityPage;
import io.jenkins.lib.releasegates.report.security.SecurityQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The page "Security" of a build, as the controller makes it: {@code page}; or what it would take at least to make it of all findings with all their
 * details in memory: {@code whole}. Prints the milliseconds of each pass, and the rule of the last finding on the page.
 */
public final class PageSide {

    private static final String BUILD = "build-1";

    private PageSide() {}

    /** Takes which one, the folder of the ledger, and the number of passes. */
    public static void main(String[] arguments) throws IOException, LedgerException {
        Instant now = Clock.systemUTC().instant();
        StringBuilder times = new StringBuilder();
        String last = "";
        try (Ledger ledger = Ledger.open(Path.of(arguments[1]))) {
            for (int pass = 0; pass < Integer.parseInt(arguments[2]); pass++) {
                long begun = System.nanoTime();
                last = arguments[0].equals("page") ? page(ledger, now) : whole(ledger);
                times.append((System.nanoTime() - begun) / 1e6).append(' ');
            }
        }
        System.out.println(times.toString().strip());
        System.out.println(last);
    }

    private static String page(Ledger ledger, Instant now) throws LedgerException {
        SecurityPage page = SecurityPage.of(ledger, BUILD, new SecurityQuery(parameter -> null), now);
        if (AuditPageRenderer.security(page).isEmpty()) {
            throw new IllegalStateException("An empty page");
        }
        return rule(page.shown().stream().map(row -> row.finding()).toList());
    }

    private static String whole(Ledger ledger) throws LedgerException {
        List<Finding> all = new ArrayList<>();
        for (TrailEntry entry : ledger.entriesOf(BUILD)) {
            if (entry.kind().equals(Event.EvidenceRecorded.KIND)) {
                Digest digest = Digest.parse(entry.body().path("evidence").asText());
                all.addAll(ledger.evidence(digest).map(Evidence::findings).orElse(List.of()));
            }
        }
        all.sort(Finding.WORST_FIRST);
        return rule(all.subList(0, Math.min(all.size(), SecurityPage.ROWS)));
    }

    private static String rule(List<Finding> shown) {
        return shown.size() + " " + shown.get(shown.size() - 1).rule();
    }
}
