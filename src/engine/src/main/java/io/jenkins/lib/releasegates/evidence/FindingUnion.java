package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The findings of several pieces of evidence of one run.
 *
 * <p>A vulnerability that different tools tell of is one finding; everything else whose identity is taken becomes its next free repetition.
 */
final class FindingUnion {

    private final Map<String, Brief> identities = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> shared = new HashSet<>();
    private final Map<String, Long> toldTwice = new TreeMap<>();
    private final Set<String> tools = new HashSet<>();
    private boolean counted = true;

    void add(Evidence part) {
        Set<String> toolsOfPart = tools(part);
        counted = counted && isCounted(part);
        boolean otherTools = !toolsOfPart.isEmpty()
                && !toolsOfPart.contains("")
                && !tools.contains("")
                && counted
                && tools.stream().noneMatch(toolsOfPart::contains);
        Map<String, String> renamed = new HashMap<>();
        for (Map.Entry<String, Brief> entry : new TreeMap<>(part.identities()).entrySet()) {
            Brief before = identities.get(entry.getKey());
            if (before != null && otherTools && areVulnerabilities(before, entry.getValue())) {
                merge(entry.getKey(), before, entry.getValue());
                shared.add(entry.getKey());
                continue;
            }
            String free = free(entry.getKey());
            identities.put(free, entry.getValue());
            if (!free.equals(entry.getKey())) {
                renamed.put(entry.getKey(), free);
            }
        }
        parts.add(new Part(part.findings(), renamed));
        tools.addAll(toolsOfPart);
    }

    /** The details of one piece of evidence, and which of them have to take another identity. */
    private record Part(List<Finding> findings, Map<String, String> renamed) {

        Stream<Finding> named() {
            return findings.stream()
                    .map(one -> renamed.isEmpty()
                            ? one
                            : one.withIdentity(renamed.getOrDefault(one.identity(), one.identity())));
        }
    }

    /** Takes from the sums what was counted twice. */
    void correct(Map<String, Measurement> measurements) {
        toldTwice.forEach((metric, more) -> measurements.computeIfPresent(
                metric,
                (name, sum) -> new Measurement(name, sum.type(), sum.value() - more, sum.provenance(), sum.sources())));
    }

    Map<String, Brief> identities() {
        return identities;
    }

    /** The worst. */
    List<Finding> details() {
        Map<String, Finding> together = new HashMap<>();
        Set<String> seen = new HashSet<>();
        boolean sorted = true;
        for (Part part : parts) {
            Finding before = null;
            for (Iterator<Finding> named = part.named().iterator(); named.hasNext(); ) {
                Finding finding = named.next();
                if (shared.contains(finding.identity())) {
                    together.merge(finding.identity(), finding, Finding::and);
                } else {
                    sorted &= seen.add(finding.identity())
                            && (before == null || Finding.WORST_FIRST.compare(before, finding) <= 0);
                    before = finding;
                }
            }
        }
        int all = seen.size() + together.size();
        return sorted && all > EvidenceParser.HELD ? united(worst(together.values()), all) : worst(merged());
    }

    /** Many that are sorted, as whoever keeps the rules sends them, needn't be held to sort them. */
    private List<Finding> united(List<Finding> together, int all) {
        Set<String> without = Set.copyOf(shared);
        List<Supplier<Iterator<Finding>>> lists = new ArrayList<>();
        lists.add(together::iterator);
        for (Part part : parts) {
            lists.add(() -> part.named()
                    .filter(finding -> !without.contains(finding.identity()))
                    .iterator());
        }
        return new UnitedFindings(lists, all);
    }

    private Collection<Finding> merged() {
        Map<String, Finding> merged = new HashMap<>();
        parts.forEach(part -> part.named().forEach(one -> merged.merge(one.identity(), one, Finding::and)));
        return merged.values();
    }

    private static List<Finding> worst(Collection<Finding> findings) {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Finding.WORST_FIRST);
        return sorted.subList(0, Math.min(sorted.size(), Evidence.MAX_FINDINGS));
    }

    private void merge(String identity, Brief before, Brief added) {
        Brief both = before.and(added);
        identities.put(identity, both);
        before.metrics().forEach(metric -> toldTwice.merge(metric, 1L, Long::sum));
        added.metrics().forEach(metric -> toldTwice.merge(metric, 1L, Long::sum));
        both.metrics().forEach(metric -> toldTwice.merge(metric, -1L, Long::sum));
    }

    /** Whether its numbers are those of its identities; of anything else nobody knows what is counted twice, so that it counts beside the others. */
    private static boolean isCounted(Evidence part) {
        Map<String, Long> counts = new HashMap<>();
        part.identities().values().forEach(brief -> brief.metrics().forEach(name -> counts.merge(name, 1L, Long::sum)));
        for (Metric metric : MetricCatalog.all()) {
            String name = metric.name();
            double counted = counts.getOrDefault(name, 0L);
            boolean mayBeUnknown = name.equals("vulnerabilities.kev") || name.equals("vulnerabilities.fixable");
            double measured = part.measurement(name)
                    .map(Measurement::value)
                    .orElse(mayBeUnknown || !counts.containsKey(name) ? counted : -1);
            if (isOfFindings(metric) && measured != counted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfFindings(Metric metric) {
        return metric.type() == MetricType.COUNT
                && !metric.needsBaseline()
                && (metric.name().startsWith("findings.")
                        || metric.name().startsWith("vulnerabilities.")
                        || metric.name().startsWith("secrets."));
    }

    private static boolean areVulnerabilities(Brief one, Brief other) {
        return one.kind() == FindingKind.VULNERABILITY && other.kind() == FindingKind.VULNERABILITY;
    }

    /** Who tells of findings there; an empty name where nobody knows. */
    private static Set<String> tools(Evidence part) {
        Set<String> tools = new HashSet<>();
        if (!part.identities().isEmpty()) {
            part.reports().forEach(report -> tools.add(report.tool()));
        }
        return tools;
    }

    /** The identity itself, or that of its next repetition; docs/formats/finding-identity.md. */
    private String free(String identity) {
        String next = identity;
        for (int n = 1; identities.containsKey(next); n++) {
            MessageDigest sha256 = Digest.sha256();
            sha256.update(HexFormat.of().parseHex(identity));
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(n).flip());
            next = Digest.from(sha256).hex().substring(0, identity.length());
        }
        return next;
    }
}
