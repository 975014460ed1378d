package io.jenkins.lib.releasegates.evidence;

import static io.jenkins.lib.releasegates.evidence.Metric.Direction.HIGHER_IS_BETTER;
import static io.jenkins.lib.releasegates.evidence.Metric.Direction.LOWER_IS_BETTER;
import static io.jenkins.lib.releasegates.evidence.MetricType.COUNT;
import static io.jenkins.lib.releasegates.evidence.MetricType.DAYS;
import static io.jenkins.lib.releasegates.evidence.MetricType.HOURS;
import static io.jenkins.lib.releasegates.evidence.MetricType.MILLISECONDS;
import static io.jenkins.lib.releasegates.evidence.MetricType.PERCENT;
import static io.jenkins.lib.releasegates.evidence.MetricType.PER_SECOND;
import static io.jenkins.lib.releasegates.evidence.MetricType.SECONDS;

import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.load.LoadNames;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every metric that a policy can name; docs/metrics.md is generated from it. */
public final class MetricCatalog {

    /** What the names of a generic metrics file begin with in a policy. */
    public static final String CUSTOM_PREFIX = "custom.";

    /** What the names of the metrics begin with that tell about signed statements; nothing but a signature vouches for them. */
    public static final String ATTESTATIONS_PREFIX = "attestations.";

    /** What the names of the metrics begin with that tell of the rules by which scans left findings out of the count. */
    public static final String SUPPRESSIONS_PREFIX = "suppressions.";

    /** Age of the database that vulnerabilities were looked up in, at the instant of the judgement. */
    public static final String DATABASE_AGE = "scan.databaseAgeHours";

    /** Dependencies that a scan for vulnerabilities could not look up, since nothing told it their versions. */
    public static final String UNRESOLVED = "components.unresolved";

    /** Age of the oldest vulnerability, and what the names of those of one severity begin with. */
    public static final String OLDEST_DAYS = "vulnerabilities.oldestDays";

    private static final Map<String, Metric> METRICS = new LinkedHashMap<>();

    static {
        count("tests.total", HIGHER_IS_BETTER, "Test cases, skipped ones included.");
        count("tests.passed", HIGHER_IS_BETTER, "Test cases that ran and passed.");
        count("tests.failed", LOWER_IS_BETTER, "Test cases that failed or ended with an error.");
        count("tests.skipped", LOWER_IS_BETTER, "Test cases that were skipped.");
        add("tests.successRate", PERCENT, HIGHER_IS_BETTER, "Passed test cases among those that were not skipped.");
        add("tests.duration", SECONDS, LOWER_IS_BETTER, "Sum of the durations of all test cases.");
        coverage("line", "lines");
        coverage("branch", "branches");
        coverage("instruction", "byte code instructions (JaCoCo)");
        coverage("method", "methods");
        coverage("class", "classes");
        coverage("complexity", "execution paths (cyclomatic complexity, JaCoCo)");
        add(
                "coverage.mutation",
                PERCENT,
                HIGHER_IS_BETTER,
                "Mutants that the tests killed, in percent of all mutants.");
        findings("findings", "Findings of all tools", false);
        findings("findings.new", "Findings that the baseline doesn't have, by identity", true);
        baseline("findings.fixed", "Findings of the baseline that are gone, by identity.");
        baseline("findings.outstanding", "Findings that the baseline has as well, by identity.");
        count(
                "findings.suppressed",
                LOWER_IS_BETTER,
                "Findings that somebody suppressed; they count in no other metric.");
        baseline("findings.suppressed.new", "Suppressed findings that the baseline doesn't have, or doesn't suppress.");
        vulnerabilities();
        count("secrets.total", LOWER_IS_BETTER, "Keys and passwords that lie in the open.");
        baseline("secrets.new", "Keys and passwords that the baseline doesn't have, by identity.");
        baseline("secrets.fixed", "Keys and passwords of the baseline that are gone, by identity.");
        load();
        add(
                DATABASE_AGE,
                HOURS,
                LOWER_IS_BETTER,
                "Time since the vulnerability database of a scan was last checked for news; of several scans the longest.");
        count(
                UNRESOLVED,
                LOWER_IS_BETTER,
                "Dependencies that files of a project name, whose version no file in the scanned folder tells; only where every scan of ours tells.");
        count(
                SUPPRESSIONS_PREFIX + "total",
                LOWER_IS_BETTER,
                "Rules of suppression files, allow lists, baselines and VEX documents that the scans were given; each once.");
        count(SUPPRESSIONS_PREFIX + "expired", LOWER_IS_BETTER, "Rules of these that are over; they were not applied.");
        count(SUPPRESSIONS_PREFIX + "unused", LOWER_IS_BETTER, "Rules of these that still hold and covered nothing.");
        baseline(
                SUPPRESSIONS_PREFIX + "new",
                "Rules of these that the baseline doesn't have; one that covers more or longer is another one.");
        attestations("provenance", "SLSA provenances");
        attestations("testResult", "test results that don't say FAILED");
        attestations("vulns", "vulnerability scans");
        attestations("verificationSummary", "SLSA verification summaries that say PASSED");
        count(
                ATTESTATIONS_PREFIX + "failed",
                LOWER_IS_BETTER,
                "Signed test results and verification summaries that say FAILED.");
    }

    private MetricCatalog() {}

    /** All metrics in the order of the documentation. */
    public static Collection<Metric> all() {
        return METRICS.values();
    }

    /** The metric of that name. */
    public static Optional<Metric> find(String name) {
        return Optional.ofNullable(METRICS.get(name));
    }

    /** The first name of the metrics of that sort of findings; empty where there is only the sum of all sorts. */
    public static Optional<String> areaOf(FindingKind kind) {
        return switch (kind) {
            case VULNERABILITY -> Optional.of("vulnerabilities");
            case SECRET -> Optional.of("secrets");
            case CODE, MISCONFIGURATION, LICENSE, ISSUE -> Optional.empty();
        };
    }

    /**
     * The metric of that name.
     *
     * @throws IllegalArgumentException when the catalogue has none
     */
    public static Metric get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("No such metric: " + name));
    }

    private static void coverage(String what, String words) {
        add("coverage." + what, PERCENT, HIGHER_IS_BETTER, "Covered " + words + ", in percent of all.");
        count("coverage." + what + ".covered", HIGHER_IS_BETTER, "Number of covered " + words + ".");
        count("coverage." + what + ".missed", LOWER_IS_BETTER, "Number of " + words + " that no test reached.");
    }

    private static void vulnerabilities() {
        findings("vulnerabilities", "Known vulnerabilities of components", false);
        count(
                "vulnerabilities.kev",
                LOWER_IS_BETTER,
                "Vulnerabilities that are known to be exploited; only where every tool that reports vulnerabilities tells.");
        count(
                "vulnerabilities.fixable",
                LOWER_IS_BETTER,
                "Vulnerabilities that are mended in a known version; only where every tool that reports vulnerabilities tells.");
        count("vulnerabilities.suppressed", LOWER_IS_BETTER, "Vulnerabilities that somebody suppressed.");
        baseline(
                "vulnerabilities.suppressed.new",
                "Suppressed vulnerabilities that the baseline doesn't have, or doesn't suppress.");
        findings("vulnerabilities.new", "Vulnerabilities that the baseline doesn't have, by identity", true);
        baseline(
                "vulnerabilities.new.kev",
                "Vulnerabilities that the baseline doesn't have, by identity, that are known to be exploited.");
        baseline("vulnerabilities.fixed", "Vulnerabilities of the baseline that are gone, by identity.");
        baseline("vulnerabilities.outstanding", "Vulnerabilities that the baseline has as well, by identity.");
        String oldest = "Age of the vulnerability that was seen first in the earliest run, along the baselines";
        put(new Metric(OLDEST_DAYS, DAYS, LOWER_IS_BETTER, true, oldest + "; 0 without any."));
        for (Severity severity : Severity.values()) {
            put(new Metric(
                    OLDEST_DAYS + "." + severity.id(),
                    DAYS,
                    LOWER_IS_BETTER,
                    true,
                    oldest + ", severity " + severity.name() + "; 0 without any."));
        }
    }

    private static void load() {
        count(LoadNames.REQUESTS, HIGHER_IS_BETTER, "Requests that load tests sent, or samples of them.");
        count(LoadNames.ERRORS, LOWER_IS_BETTER, "Those of them that failed; only where every load test tells.");
        add(LoadNames.ERROR_RATE, PERCENT, LOWER_IS_BETTER, "Failed requests of load tests, in percent of all.");
        add(LoadNames.THROUGHPUT, PER_SECOND, HIGHER_IS_BETTER, "Requests that a load test sent in each second.");
        add(LoadNames.MEAN, MILLISECONDS, LOWER_IS_BETTER, "Mean response time of the requests of a load test.");
        percentile(LoadNames.P50, "half");
        percentile(LoadNames.P90, "90 %");
        percentile(LoadNames.P95, "95 %");
        percentile(LoadNames.P99, "99 %");
        add(LoadNames.MAX, MILLISECONDS, LOWER_IS_BETTER, "Longest response time of a request of load tests.");
        count(LoadNames.CHECKS, HIGHER_IS_BETTER, "Checks of responses that load tests made (k6).");
        count(LoadNames.FAILED_CHECKS, LOWER_IS_BETTER, "Those of them that failed.");
        count(LoadNames.THRESHOLDS, HIGHER_IS_BETTER, "Thresholds that load tests judged themselves (k6).");
        count(
                LoadNames.FAILED_THRESHOLDS,
                LOWER_IS_BETTER,
                "Those of them that were crossed, or of which nothing was measured.");
    }

    private static void percentile(String name, String share) {
        add(
                name,
                MILLISECONDS,
                LOWER_IS_BETTER,
                "Response time within which " + share + " of the requests of a load test were answered.");
    }

    private static void findings(String prefix, String words, boolean needsBaseline) {
        String total = needsBaseline ? prefix : prefix + ".total";
        put(new Metric(total, COUNT, LOWER_IS_BETTER, needsBaseline, words + "."));
        for (Severity severity : Severity.values()) {
            put(new Metric(
                    prefix + "." + severity.id(),
                    COUNT,
                    LOWER_IS_BETTER,
                    needsBaseline,
                    words + ", severity " + severity.name() + "."));
        }
    }

    private static void attestations(String kind, String words) {
        count(
                ATTESTATIONS_PREFIX + kind,
                HIGHER_IS_BETTER,
                "Signed " + words + "; of several artifacts the one that has the fewest.");
    }

    private static void baseline(String name, String words) {
        put(new Metric(name, COUNT, name.endsWith("fixed") ? HIGHER_IS_BETTER : LOWER_IS_BETTER, true, words));
    }

    private static void count(String name, Metric.Direction direction, String words) {
        add(name, COUNT, direction, words);
    }

    private static void add(String name, MetricType type, Metric.Direction direction, String words) {
        put(new Metric(name, type, direction, false, words));
    }

    private static void put(Metric metric) {
        METRICS.put(metric.name(), metric);
    }
}
