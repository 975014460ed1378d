package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.Shown;
import io.jenkins.lib.releasegates.report.Templates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The report for people, as HTML: one file that loads nothing, or the inside of a page that brings its own head.
 *
 * @param report that is shown
 * @param exceptions of promotions, by the entry by which each began
 * @param names of promotions, by the same
 * @param detailed promotions that are shown in full, in the order of the record
 */
public record CompliancePage(
        ComplianceReport report,
        Map<String, List<Exceptional>> exceptions,
        Map<String, String> names,
        List<Promotion> detailed) {

    /** Promotions that are shown in full: those with exceptions first, then the sample, then the newest. */
    static final int DETAILED = 300;

    /** Exceptions of one kind that are listed. */
    public static final int LISTED = 100;

    /** Promotions that have a row. */
    public static final int ROWS = 2_000;

    private static final int SHORT = 12;

    public CompliancePage {
        detailed = List.copyOf(detailed);
    }

    /** The inside of a page; needs {@link AuditPageRenderer#css} beside it, and neither script nor inline style. */
    public static String fragment(ComplianceReport report) {
        return Templates.render("compliance.jte", Map.of("page", of(report)));
    }

    /** A page in one file that loads nothing and runs nothing. */
    public static String file(ComplianceReport report) {
        return Templates.render("compliancefile.jte", Map.of("page", of(report), "css", AuditPageRenderer.css()));
    }

    private static CompliancePage of(ComplianceReport report) {
        Map<String, List<Exceptional>> exceptions = report.exceptionsByPromotion();
        Set<String> drawn = new HashSet<>(report.sample().drawn());
        List<Promotion> wanted = new ArrayList<>(report.promotions());
        wanted.sort(Comparator.comparing((Promotion one) -> !drawn.contains(one.entry()))
                .thenComparing(
                        one -> -exceptions.getOrDefault(one.entry(), List.of()).size())
                .thenComparing(Comparator.comparingLong(Promotion::seq).reversed()));
        List<Promotion> detailed = wanted.stream()
                .limit(DETAILED)
                .sorted(Comparator.comparingLong(Promotion::seq))
                .toList();
        Map<String, String> names =
                report.promotions().stream().collect(Collectors.toMap(Promotion::entry, Promotion::about, (a, b) -> a));
        return new CompliancePage(report, exceptions, names, detailed);
    }

    /** What the promotion is called that began by that entry. */
    public String about(String entry) {
        return names.getOrDefault(entry, "");
    }

    /** Its exceptions. */
    public List<Exceptional> of(Promotion promotion) {
        return exceptions.getOrDefault(promotion.entry(), List.of());
    }

    /** The number of an entry, which anchors it in the page. */
    public static String number(String entry) {
        return entry.substring(entry.indexOf('/') + 1);
    }

    /** The beginning of a digest. */
    public static String brief(String digest) {
        String hex = digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest;
        return hex.length() > SHORT ? hex.substring(0, SHORT) : hex;
    }

    /** Whether that promotion is shown in full. */
    public boolean isDetailed(String entry) {
        return detailed.stream().anyMatch(one -> one.entry().equals(entry));
    }

    /** The place in the order of drawing, from 1; 0 where it wasn't drawn. */
    public int drawn(String entry) {
        return report.sample().drawn().indexOf(entry) + 1;
    }

    /** How it ended, as a word. */
    public static String outcome(Promotion promotion) {
        return promotion.end().map(Promotion.End::outcome).orElse("no end recorded");
    }

    /** Who approved, as far as it is kept. */
    public static String approvers(Promotion promotion) {
        String names = promotion.approvals().stream()
                .flatMap(request -> request.answers().stream())
                .filter(answer -> answer.answer().equals("APPROVE"))
                .map(answer -> answer.by().words())
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "nobody" : Shown.text(names);
    }

    /** What is known of the changes. */
    public static String changes(Promotion promotion) {
        return promotion
                .changes()
                .map(known -> known.commits()
                        + (known.complete() ? "" : " known, and the list is incomplete")
                        + known.verified()
                                .map(verified -> ", " + verified + " of them by verified authors")
                                .orElse(""))
                .orElse("not in the record");
    }

    /** Who vouches for what a gate saw. */
    public static String provenance(Optional<String> id) {
        return id.flatMap(word -> Arrays.stream(Provenance.values())
                        .filter(known -> known.id().equals(word))
                        .map(Provenance::words)
                        .findFirst()
                        .or(() -> Optional.of(Shown.text(word))))
                .orElse("nobody");
    }

    /** An answer in a word. */
    public static String word(ComplianceReport.Shown shown) {
        return switch (shown) {
            case YES -> "yes";
            case NONE -> "none are recorded";
            case NO -> "no";
            case UNKNOWN -> "can't tell";
        };
    }

    /** The class that colours an answer. */
    public static String colour(ComplianceReport.Shown shown) {
        return switch (shown) {
            case YES -> "rg-good";
            case NONE -> "rg-plain";
            case NO -> "rg-bad";
            case UNKNOWN -> "rg-careful";
        };
    }
}
