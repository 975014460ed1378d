package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import java.util.Locale;

/** Names of metrics inside a sentence, for people who have never seen the policy. */
final class MetricWords {

    private MetricWords() {}

    /** As it stands inside a sentence: "line coverage", "the number of failed tests". */
    static String of(String metric) {
        String[] parts = metric.split("\\.", -1);
        if (metric.startsWith(MetricCatalog.CUSTOM_PREFIX)) {
            return "the metric " + metric.substring(MetricCatalog.CUSTOM_PREFIX.length());
        }
        return switch (parts[0]) {
            case "tests" -> ofTests(parts[1]);
            case "coverage" -> ofCoverage(parts);
            case "findings" -> ofFindings(parts, "findings");
            case "vulnerabilities" -> ofFindings(parts, "vulnerabilities");
            case "secrets" -> ofFindings(parts, "secrets");
            case "components" -> "the number of dependencies without a known version";
            case "suppressions" -> ofSuppressions(parts[1]);
            case "scan" -> "the age of the vulnerability database";
            case "load" -> ofLoad(parts);
            case "attestations" -> ofAttestations(parts[1]);
            default -> metric;
        };
    }

    /** As it stands at the beginning of a sentence. */
    static String sentenceStart(String metric) {
        String words = of(metric);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String ofTests(String what) {
        return switch (what) {
            case "total" -> "the number of tests";
            case "successRate" -> "the success rate of the tests";
            case "duration" -> "the duration of the tests";
            default -> "the number of " + what + " tests";
        };
    }

    private static String ofCoverage(String[] parts) {
        String what = parts[1].equals("class") ? "class" : parts[1];
        return parts.length == 2
                ? what + " coverage"
                : "the number of " + parts[2] + " " + (what.equals("class") ? "classes" : plural(what));
    }

    private static String plural(String word) {
        return switch (word) {
            case "branch" -> "branches";
            case "complexity" -> "execution paths";
            default -> word + "s";
        };
    }

    private static String ofFindings(String[] parts, String things) {
        String last = parts[parts.length - 1];
        boolean isNew = parts[1].equals("new");
        if (parts[1].equals("suppressed") && last.equals("new")) {
            return "the number of newly suppressed " + things;
        }
        String which = isNew ? "new " + things : things;
        if (parts[1].equals("oldestDays")) {
            return "the age of the oldest vulnerability" + (parts.length == 2 ? "" : ofSeverity(last));
        }
        return switch (last) {
            case "total", "new" -> "the number of " + which;
            case "fixed", "outstanding", "fixable", "suppressed" -> "the number of " + last + " " + things;
            case "kev" -> "the number of " + which + " that are known to be exploited";
            default -> "the number of " + which + ofSeverity(last);
        };
    }

    private static String ofLoad(String[] parts) {
        if (parts.length == 3) {
            return "the number of " + (parts[2].equals("failed") ? "failed " : "") + parts[1] + " of the load tests";
        }
        return switch (parts[1]) {
            case "requests" -> "the number of requests of the load tests";
            case "errors" -> "the number of failed requests of the load tests";
            case "errorRate" -> "the error rate of the load tests";
            case "throughput" -> "the throughput of the load test";
            case "mean" -> "the mean response time of the load test";
            case "max" -> "the longest response time of the load tests";
            default -> "the response time of the load test for " + parts[1].substring(1) + " % of its requests";
        };
    }

    private static String ofSuppressions(String what) {
        return "the number of " + (what.equals("total") ? "" : what + " ") + "suppressions";
    }

    private static String ofSeverity(String id) {
        return " of severity " + id.toUpperCase(Locale.ROOT);
    }

    private static String ofAttestations(String kind) {
        return switch (kind) {
            case "provenance" -> "the number of signed provenances";
            case "testResult" -> "the number of signed test results";
            case "vulns" -> "the number of signed vulnerability scans";
            case "verificationSummary" -> "the number of signed verification summaries";
            default -> "the number of signed statements that say FAILED";
        };
    }
}
