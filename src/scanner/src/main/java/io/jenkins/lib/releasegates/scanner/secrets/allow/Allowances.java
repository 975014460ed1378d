package io.jenkins.lib.releasegates.scanner.secrets.allow;

import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Header;
import io.jenkins.lib.releasegates.scanner.result.SuppressionRule;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.secrets.yaml.RefusedYamlException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All that a job names as answered for, and what became of it. For one scan and thread. */
public final class Allowances {

    private final List<Allowance> all;
    private final BitSet used = new BitSet();
    /** Numbers of those with a fingerprint, by it; a baseline may have many. */
    private final Map<String, List<Integer>> byFingerprint = new HashMap<>();

    private final List<Integer> others = new ArrayList<>();

    private Allowances(List<Allowance> all) {
        this.all = List.copyOf(all);
        for (int i = 0; i < all.size(); i++) {
            all.get(i)
                    .fingerprint()
                    .map(mark -> byFingerprint.computeIfAbsent(mark, key -> new ArrayList<>()))
                    .orElse(others)
                    .add(i);
        }
    }

    /**
     * Reads them.
     *
     * @throws ScanException when a file isn't valid, with file, line, found and allowed
     */
    public static Allowances read(ScanJob job, Header.Fingerprints fingerprints, Instant now) throws ScanException {
        List<Allowance> all = new ArrayList<>();
        for (Path file : job.suppressions()) {
            try {
                all.addAll(AllowList.read(file, now));
            } catch (RefusedYamlException e) {
                throw new ScanException(Outcome.BAD_JOB, String.valueOf(e.getMessage()), e);
            }
        }
        for (Path file : job.secrets().baselines()) {
            all.addAll(Baseline.read(file, fingerprints));
        }
        return new Allowances(all);
    }

    /** The finding with what covers it: the first of those with an owner, then a baseline, then a mark in its line. */
    public Finding apply(Finding finding) {
        @Nullable Allowance first = null;
        List<Integer> candidates = new ArrayList<>(others);
        candidates.addAll(byFingerprint.getOrDefault(String.valueOf(finding.fingerprint()), List.of()));
        candidates.sort(null);
        for (int number : candidates) {
            Allowance allowance = all.get(number);
            if (allowance.covers(finding)) {
                used.set(number);
                first = first == null ? allowance : first;
            }
        }
        return first == null ? finding : finding.suppressed(first.suppression());
    }

    /** All of them, and what became of each. */
    public List<SuppressionRule> rules() {
        return IntStream.range(0, all.size())
                .mapToObj(number -> all.get(number).described(used.get(number)))
                .toList();
    }
}
