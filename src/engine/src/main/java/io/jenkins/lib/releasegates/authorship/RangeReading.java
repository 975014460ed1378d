package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.authorship.ChangeRange.Commit;
import io.jenkins.lib.releasegates.git.GitProcess.OutOfPatienceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one range from a mirror, without its neighbourhood: no mail map, no replaced objects, no text in another encoding. */
final class RangeReading {

    private static final int MAX_OUTPUT = 4 * 1024 * 1024;
    private static final int MAX_ANSWER = 4 * 1024;

    private final Mirror mirror;
    private final Optional<String> from;
    private final String to;

    RangeReading(Mirror mirror, Optional<String> from, String to) {
        this.mirror = mirror;
        this.from = from;
        this.to = to;
    }

    /** The range, where the mirror holds all of it as it is. */
    Optional<ChangeRange> held() throws OutOfPatienceException {
        try {
            return fault().isPresent() ? Optional.empty() : Optional.of(commits());
        } catch (OutOfPatienceException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The range, or why it can't be known, as far as that isn't the fault of the mirror. */
    ChangeRange range() throws IOException {
        Optional<String> fault = fault();
        return fault.isPresent() ? ChangeRange.unknown(from, to, fault.get()) : commits();
    }

    private Optional<String> fault() throws IOException {
        if (!text("", "rev-parse", "--is-shallow-repository").strip().equals("false")) {
            throw new IOException("its mirror lacks the beginning of the history");
        }
        String asked = to + "\n" + from.map(revision -> revision + "\n").orElse("");
        String answer = text(asked, "cat-file", "--batch-check=%(objectname) %(objecttype)");
        if (!answer.startsWith(to + " commit\n")) {
            return Optional.of(unknown(to));
        }
        return from.filter(revision -> !answer.endsWith("\n" + revision + " commit\n"))
                .map(revision -> unknown(revision) + " Changes since it were asked for.");
    }

    /** With the digits that tell it apart in front: not all of a sentence is shown everywhere. */
    private static String unknown(String revision) {
        return "Revision " + revision.substring(0, 12) + " is in no branch or tag of the repository.";
    }

    private ChangeRange commits() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "log",
                "-z",
                "--format=%H%x00%ae%x00%ce",
                "--encoding=none",
                "--no-mailmap",
                "--no-show-signature",
                "--no-color",
                "--no-notes",
                "--no-patch",
                "--max-count=" + (ChangeRange.MAX_COMMITS + 1),
                to));
        from.ifPresent(revision -> command.add("^" + revision));
        command.add("--");
        List<Commit> commits = new ArrayList<>();
        for (String[] fields : Fields.of(mirror.read(MAX_OUTPUT, "", command.toArray(new String[0])), 3)) {
            commits.add(new Commit(fields[0], fields[1], fields[2]));
        }
        return commits.size() > ChangeRange.MAX_COMMITS
                ? new ChangeRange(
                        from,
                        to,
                        commits.subList(0, ChangeRange.MAX_COMMITS),
                        Optional.of("There are more than " + ChangeRange.MAX_COMMITS
                                + " commits; only the newest were looked at."))
                : new ChangeRange(from, to, commits, Optional.empty());
    }

    /** The files that differ between both ends; both are held. */
    ChangedPaths paths(String earlier) throws IOException {
        byte[] answer = mirror.read(
                MAX_OUTPUT,
                "",
                "diff-tree",
                "-r",
                "-z",
                "--name-only",
                "--no-commit-id",
                "--no-renames",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules=none",
                earlier,
                to,
                "--");
        List<String> paths = new ArrayList<>();
        for (String path : new String(answer, StandardCharsets.UTF_8).split("\0", -1)) {
            if (!path.isEmpty()) {
                paths.add(path);
            }
        }
        return paths.size() > ChangedPaths.MAX
                ? ChangedPaths.unknown("More than " + ChangedPaths.MAX + " files differ.")
                : new ChangedPaths(paths.stream().sorted().toList(), Optional.empty());
    }

    private String text(String input, String... arguments) throws IOException {
        return new String(mirror.read(MAX_ANSWER, input, arguments), StandardCharsets.US_ASCII);
    }
}
