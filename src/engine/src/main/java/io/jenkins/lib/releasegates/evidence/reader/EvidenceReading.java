package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.evidence.reader.report.Deadline;
import io.jenkins.lib.releasegates.evidence.reader.report.FindingHash;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportFindings;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportReader;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportSource;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportTally;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import io.jenkins.lib.releasegates.evidence.workspace.RefusedPatternException;
import io.jenkins.lib.releasegates.evidence.workspace.SourceLines;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import io.jenkins.lib.releasegates.evidence.workspace.WorkspaceFile;
import io.jenkins.lib.releasegates.evidence.workspace.WorkspaceSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the reports of a workspace into evidence.
 *
 * <p>Never fails because of a report: what can't be found or read becomes a {@link Problem} that says which metrics it touches, and a report
 * counts as a whole or not at all. A file that several patterns find counts once. Equal input gives equal evidence, whatever the order of
 * requests. One instance serves one thread at a time.
 */
public final class EvidenceReading {

    private final Path workspace;
    private final ReadLimits limits;
    private final Provenance provenance;
    private final Readers readers = new Readers();

    /**
     * @param workspace the folder that patterns are relative to and nothing may leave
     * @param provenance who vouches for the files; a caller that runs inside the judged build says {@link Provenance#REPORTED}
     */
    public EvidenceReading(Path workspace, ReadLimits limits, Provenance provenance) {
        this.workspace = workspace;
        this.limits = limits;
        this.provenance = provenance;
    }

    /** The names of all formats that can be read here, sorted; those of the libraries only where these are on the class path. */
    public static Collection<String> formats() {
        return new Readers().names();
    }

    /**
     * Reads.
     *
     * @throws IOException when the workspace itself doesn't exist
     */
    public Evidence read(List<ReportRequest> requests) throws IOException {
        return new Reading(new Workspace(workspace)).read(requests);
    }

    /** A file with the format that somebody named for it, if anybody did. */
    private record Candidate(WorkspaceFile file, String format) {}

    /** The state of one reading. */
    private final class Reading {

        private final Workspace root;
        private final Deadline deadline = Deadline.in(limits.time());
        private final FindingHash hash = new FindingHash();
        private final SourceLines sources;
        private final EvidenceTally tally;
        private final TreeMap<String, Candidate> candidates = new TreeMap<>();

        Reading(Workspace root) {
            this.root = root;
            this.sources = new SourceLines(root);
            this.tally =
                    new EvidenceTally(provenance, limits.findings(), hash, new ReportFindings(root, sources, hash, 0));
        }

        Evidence read(List<ReportRequest> requests) {
            WorkspaceSearch search = root.search(limits.visited());
            for (ReportRequest request : requests) {
                find(request, search);
            }
            List<Candidate> sorted = new ArrayList<>(candidates.values());
            sorted.sort(Comparator.comparing(
                            (Candidate candidate) -> candidate.file().path())
                    .thenComparing(Candidate::format));
            sorted.forEach(this::read);
            return tally.evidence();
        }

        private void find(ReportRequest request, WorkspaceSearch search) {
            Optional<String> family = request.format().flatMap(readers::family);
            if (request.format().isPresent() && family.isEmpty()) {
                tally.problem(unreadable(
                        request.patterns(), readers.unknown(request.format().get()), family));
                return;
            }
            boolean any = false;
            for (String part : request.patterns().split(",", -1)) {
                String pattern = part.strip();
                if (!pattern.isEmpty()) {
                    any = true;
                    find(pattern, request.format().orElse(""), family, search);
                }
            }
            if (!any) {
                tally.problem(new Problem(
                        Problem.Kind.MISSING, "reports", "an empty pattern; allowed are Ant-style patterns", family));
            }
        }

        private void find(String pattern, String format, Optional<String> family, WorkspaceSearch search) {
            try {
                WorkspaceSearch.Found found = search.find(pattern);
                found.refused().forEach(reason -> tally.problem(unreadable(pattern, reason, family)));
                if (found.files().isEmpty() && found.refused().isEmpty()) {
                    tally.problem(
                            new Problem(Problem.Kind.MISSING, pattern, "no file matches; at least one has to", family));
                }
                for (WorkspaceFile file : found.files()) {
                    if (candidates.size() >= limits.reports()) {
                        tally.problem(unreadable(
                                pattern,
                                "more than " + limits.reports() + " reports, which is what is allowed",
                                family));
                        return;
                    }
                    candidate(file, format);
                }
            } catch (RefusedPatternException e) {
                tally.problem(unreadable(pattern, e.getMessage(), family));
            }
        }

        /** By where a file really is, so that a link to it is no second report; a named format wins over none. */
        private void candidate(WorkspaceFile file, String format) {
            String unnamed = file.location().toString() + '\0';
            String key = unnamed + format;
            if (format.isEmpty()) {
                String next = candidates.higherKey(unnamed);
                if (next != null && next.startsWith(unnamed)) {
                    return;
                }
            } else {
                candidates.remove(unnamed);
            }
            Candidate known = candidates.get(key);
            if (known == null || file.path().compareTo(known.file().path()) < 0) {
                candidates.put(key, new Candidate(file, format));
            }
        }

        private void read(Candidate candidate) {
            Optional<String> family = readers.family(candidate.format());
            String path = candidate.file().path();
            try (ReportSource source = new ReportSource(candidate.file(), limits, deadline)) {
                if (source.head().length == 0) {
                    tally.problem(new Problem(
                            Problem.Kind.MISSING,
                            path,
                            "the report is empty; it has to hold at least a document",
                            family));
                    return;
                }
                ReportReader reader =
                        readers.get(candidate.format().isEmpty() ? Formats.detect(source) : candidate.format());
                family = Optional.of(reader.family());
                ReportTally added = new ReportTally(new ReportFindings(root, sources, hash, tally.room()));
                reader.read(source, added);
                Digest digest = source.digest();
                tally.add(
                        new Report(
                                path, reader.format(), digest, source.size(), provenance, added.tools(), added.scan()),
                        reader.family(),
                        added);
            } catch (UnreadableReportException e) {
                tally.problem(unreadable(e.place(path), e.getMessage(), family));
            } catch (IOException e) {
                tally.problem(unreadable(
                        path, "the file can't be read: " + e.getClass().getSimpleName(), family));
            }
        }
    }

    private static Problem unreadable(String place, String message, Optional<String> family) {
        return new Problem(Problem.Kind.UNREADABLE, place, message, family);
    }
}
