package io.jenkins.lib.releasegates.scanner.secrets;

import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Header;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.result.SuppressionRule;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.scan.Scanner;
import io.jenkins.lib.releasegates.scanner.secrets.allow.Allowances;
import io.jenkins.lib.releasegates.scanner.secrets.ignore.SourceWalk;
import io.jenkins.lib.releasegates.scanner.secrets.rule.RuleSet;
import io.jenkins.lib.releasegates.scanner.secrets.yaml.RefusedYamlException;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Finds keys, tokens and passwords in the text files of a folder. */
public final class SecretScanner implements Scanner {

    private static final Header.Tool TOOL = new Header.Tool("Release Gates secrets detector", "1");

    /** Larger files are looked at one after the other, so that a heap is enough on machines of many cores. */
    private static final long SMALL = 1 << 20;

    private static final long STEP = 1_000;

    private final Clock clock;
    private final InputStream input;
    private final Map<String, String> environment;

    public SecretScanner(Clock clock) {
        this(clock, System.in, System.getenv());
    }

    /** A scanner that gets its salt from elsewhere. */
    SecretScanner(Clock clock, InputStream input, Map<String, String> environment) {
        this.clock = clock;
        this.input = input;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void scan(ScanJob job, Progress progress, ResultFile result) throws ScanException, IOException {
        RuleSet rules = rules(job);
        Salt salt = Salt.from(job.secrets().salt(), input, environment);
        Allowances allowances = Allowances.read(job, salt.described(), clock.instant());
        SourceWalk walk = SourceWalk.of(job);
        result.begin(new Header(
                Kind.SECRETS, TOOL, new Header.Rules(rules.digest(), rules.count()), null, salt.described()));
        walk.notes().forEach(progress::warning);
        progress.info(walk.files().size() + " files to look at; " + walk.ignored()
                + " files or folders that git ignores and " + walk.links() + " links are left out");
        FileSearch search = new FileSearch(rules, salt, job.secrets().fileBytes());
        List<FileSearch.Looked> looked = look(walk.files(), search, progress);
        write(looked, walk.problems(), allowances, result);
        long binary = looked.stream().filter(each -> !each.text()).count();
        progress.info(binary + " of the files are binary and were left out");
        for (SuppressionRule rule : allowances.rules()) {
            result.suppression(rule);
        }
        result.end(walk.files().size() - binary, 0);
    }

    private static RuleSet rules(ScanJob job) throws ScanException {
        if (job.rules().isEmpty()) {
            return RuleSet.builtIn();
        }
        try {
            return RuleSet.builtInAnd(job.rules().get());
        } catch (RefusedYamlException e) {
            throw new ScanException(Outcome.UNUSABLE_DATA, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<FileSearch.Looked> look(List<FolderFile> files, FileSearch search, Progress progress) {
        AtomicLong done = new AtomicLong();
        List<FileSearch.Looked> looked = new ArrayList<>();
        for (boolean small : new boolean[] {true, false}) {
            Stream<FolderFile> some = files.stream().filter(file -> file.bytes() < SMALL == small);
            looked.addAll((small ? some.toList().parallelStream() : some)
                    .map(file -> {
                        FileSearch.Looked one = search.look(file);
                        long number = done.incrementAndGet();
                        if (number % STEP == 0) {
                            progress.at(number, files.size(), "Secrets");
                        }
                        return one;
                    })
                    .toList());
        }
        return looked;
    }

    private static void write(
            List<FileSearch.Looked> looked, List<Problem> problems, Allowances allowances, ResultFile result)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<Problem> all = new ArrayList<>(problems);
        for (FileSearch.Looked one : looked) {
            findings.addAll(one.findings());
            all.addAll(one.problems());
        }
        // Stable: two secrets of a line stay in their order.
        findings.sort(Comparator.comparing(Finding::path).thenComparingInt(Finding::line));
        all.sort(Comparator.comparing(Problem::path).thenComparing(Problem::message));
        for (Finding finding : findings) {
            result.finding(allowances.apply(finding));
        }
        for (Problem problem : all) {
            result.problem(problem);
        }
    }
}
