package io.jenkins.lib.releasegates.scanner.sast;

import io.jenkins.lib.releasegates.scanner.cache.UnitCache;
import io.jenkins.lib.releasegates.scanner.cache.UnitResult;
import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Header;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.scan.Scanner;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import io.jenkins.lib.releasegates.scanner.tree.FolderWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds weaknesses in class files. */
public final class SastScanner implements Scanner {

    private static final int MAX_MESSAGE = 2_000;

    private final Path folder;
    private final Clock clock;

    /** A scanner with the SpotBugs of this folder. */
    public SastScanner(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public void scan(ScanJob job, Progress progress, ResultFile result) throws ScanException, IOException {
        SpotBugs spotBugs = SpotBugs.in(folder);
        Header.Rules rules = spotBugs.rules();
        result.begin(new Header(Kind.SAST, spotBugs.tool(), rules, null));
        FolderWalk walk = FolderWalk.of(job, path -> Code.wanted(job, path) || SourceFiles.isSource(path));
        Code code = Code.copy(job, walk.files(), job.work().resolve("code"));
        List<Path> auxiliary = auxiliary(job);
        SourceFiles sources =
                new SourceFiles(job, walk.files().stream().map(FolderFile::path).toList());
        String content = code.content() + auxiliaryContent(auxiliary) + sourcesContent(job, walk);
        Optional<UnitCache> cache = job.cache()
                .map(place ->
                        new UnitCache(place, Kind.SAST.word(), result.worker() + rules.digest(), clock.instant()));
        Optional<UnitResult> known = cache.flatMap(place -> place.load(content));
        progress.info(code.files() + " class files and jars to look at, " + (known.isPresent() ? "all" : "none")
                + " of them known");
        UnitResult found = known.isPresent() ? known.get() : look(spotBugs, code, auxiliary, sources, job, progress);
        if (known.isEmpty() && cache.isPresent() && found.problems().isEmpty()) {
            cache.get().store(content, found);
            cache.get().prune();
        }
        for (Finding finding : found.findings()) {
            result.finding(finding);
        }
        List<Problem> problems = new ArrayList<>(walk.problems());
        problems.addAll(found.problems());
        for (Problem problem : problems) {
            result.problem(problem);
        }
        result.end(code.files(), known.isPresent() ? code.files() : 0);
    }

    private static UnitResult look(
            SpotBugs spotBugs, Code code, List<Path> auxiliary, SourceFiles sources, ScanJob job, Progress progress)
            throws ScanException, IOException {
        List<Problem> problems = new ArrayList<>(code.problems());
        List<Finding> findings = new ArrayList<>();
        if (!code.roots().isEmpty()) {
            progress.at(0, 1, "SpotBugs");
            Path report = job.work().resolve("spotbugs.xml");
            spotBugs.run(code.roots(), auxiliary, report);
            SpotBugsReport told = SpotBugsReport.read(report);
            if (told.classes() == 0) {
                throw new ScanException(
                        Outcome.FAILED, "SpotBugs looked at none of " + code.files() + " class files and jars");
            }
            told.errors().forEach(error -> problems.add(new Problem(".", "SpotBugs: " + error)));
            if (!told.missing().isEmpty()) {
                progress.warning(
                        "SpotBugs knows less than it could: " + told.missing().size()
                                + " classes that the code refers to are not on code.auxiliary, the first is "
                                + told.missing().get(0));
            }
            for (SpotBugsReport.Bug bug : told.bugs()) {
                finding(bug, code, sources).ifPresent(findings::add);
            }
            findings.sort(Comparator.comparing(Finding::path)
                    .thenComparing(Finding::line)
                    .thenComparing(Finding::rule)
                    .thenComparing(finding -> String.valueOf(finding.fingerprint())));
        }
        return new UnitResult(List.of(), findings, problems, Set.of());
    }

    private static Optional<Finding> finding(SpotBugsReport.Bug bug, Code code, SourceFiles sources) {
        String source = bug.source();
        String path = Optional.ofNullable(source)
                .flatMap(sources::of)
                .or(() -> Optional.ofNullable(code.paths().get(bug.type())))
                .orElse(source == null ? bug.type() : source);
        return CodeSeverity.of(bug.category(), bug.rank())
                .map(severity -> new Finding(
                        "code",
                        bug.pattern(),
                        severity,
                        "SpotBugs rank " + bug.rank(),
                        null,
                        null,
                        path,
                        bug.line(),
                        bug.message().length() > MAX_MESSAGE
                                ? bug.message().substring(0, MAX_MESSAGE) + "…"
                                : bug.message(),
                        null,
                        List.of(),
                        bug.cwe().isEmpty() || bug.cwe().equals("0") ? List.of() : List.of("CWE-" + bug.cwe()),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        bug.hash(),
                        null));
    }

    private static List<Path> auxiliary(ScanJob job) throws ScanException {
        for (Path path : job.code().auxiliary()) {
            if (!Files.exists(path)) {
                throw new ScanException(
                        Outcome.BAD_JOB,
                        "code.auxiliary: found nothing at " + path + ", allowed: jars and folders of classes");
            }
        }
        return job.code().auxiliary();
    }

    /** What the code refers to decides what is known of it. */
    private static String auxiliaryContent(List<Path> auxiliary) throws IOException {
        StringBuilder content = new StringBuilder();
        for (Path path : auxiliary) {
            try (java.util.stream.Stream<Path> all = Files.walk(path)) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    content.append(' ').append(FileDigest.of(file));
                }
            }
        }
        return content.toString();
    }

    /** Where sources lie decides which paths are told. */
    private static String sourcesContent(ScanJob job, FolderWalk walk) {
        StringBuilder paths = new StringBuilder().append(job.code().sources());
        walk.files().stream()
                .map(FolderFile::path)
                .filter(SourceFiles::isSource)
                .forEach(path -> paths.append('\n').append(path));
        return " " + FileDigest.of(paths.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
