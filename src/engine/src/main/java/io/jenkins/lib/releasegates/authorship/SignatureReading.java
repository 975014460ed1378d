package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.authorship.ChangeRange.Commit;
import io.jenkins.lib.releasegates.authorship.ChangeRange.Signature;
import io.jenkins.lib.releasegates.authorship.ChangeRange.Signature.State;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has git check the signatures of commits by the keys of a list alone: with {@code ssh-keygen}, in a directory of its own, and with no program, key or
 * setting that a repository, the account or this machine names. The key has to be valid at the date of the commit, which the committer has
 * written, and now, which nobody has.
 */
final class SignatureReading {

    private static final int MAX_OUTPUT = 4 * 1024 * 1024;

    private final Mirror mirror;
    private final TrustedSigners signers;
    private final String path;

    /**
     * By these keys.
     *
     * @param mirror has to be patient: there are three processes for each commit
     * @param path directories in which {@code ssh-keygen} may be, as in the variable PATH
     */
    SignatureReading(Mirror mirror, TrustedSigners signers, String path) {
        this.mirror = mirror;
        this.signers = signers;
        this.path = path;
    }

    /** The range with what became of the signatures of its commits; with none of them, and why, where anything goes wrong. */
    ChangeRange of(ChangeRange range) {
        if (signers.isEmpty() || range.commits().isEmpty()) {
            return range;
        }
        try {
            return range.with(signatures(range.commits()), Optional.empty());
        } catch (IOException e) {
            return range.with(
                    Map.of(), Optional.of(String.valueOf(e.getMessage()).strip()));
        }
    }

    private Map<String, Signature> signatures(List<Commit> commits) throws IOException {
        Path keygen = Stream.of(path.split(File.pathSeparator))
                .flatMap(SignatureReading::keygenIn)
                .findFirst()
                .orElseThrow(
                        () -> new IOException("there is no ssh-keygen on this controller, which git needs for that"));
        Path home = Files.createTempDirectory("release-gates-signers");
        Path allowed = home.resolve("allowed_signers");
        try {
            Files.writeString(allowed, signers.allowedAt(Clock.systemUTC().instant()));
            return signatures(
                    commits,
                    home,
                    List.of(
                            "gpg.format=ssh",
                            "gpg.ssh.program=" + keygen,
                            "gpg.ssh.allowedSignersFile=" + allowed,
                            "gpg.minTrustLevel=undefined",
                            // Signatures of other kinds verify nobody, and nothing is started for them.
                            "gpg.program=false",
                            "gpg.openpgp.program=false",
                            "gpg.x509.program=false"));
        } finally {
            Files.deleteIfExists(allowed);
            Files.deleteIfExists(home);
        }
    }

    private Map<String, Signature> signatures(List<Commit> commits, Path home, List<String> settings)
            throws IOException {
        String revisions =
                commits.stream().map(commit -> commit.revision() + "\n").collect(Collectors.joining());
        byte[] output = mirror.readAlone(
                home,
                settings,
                MAX_OUTPUT,
                revisions,
                "log",
                "-z",
                "--no-walk=unsorted",
                "--stdin",
                "--format=%H%x00%G?%x00%GS%x00%GF",
                "--no-mailmap",
                "--no-show-signature",
                "--no-color",
                "--no-notes",
                "--no-patch");
        Map<String, Signature> signatures = new HashMap<>();
        for (String[] fields : Fields.of(output, 4)) {
            signatures.put(fields[0], signature(fields[1], fields[2], fields[3]));
        }
        if (!commits.stream().map(Commit::revision).allMatch(signatures::containsKey)) {
            throw new IOException("git told nothing of the signatures of some commits");
        }
        return signatures;
    }

    private Signature signature(String word, String name, String fingerprint) {
        return switch (word) {
            case "G" ->
                signers.principals(name, fingerprint)
                        .map(principals -> new Signature(State.GOOD, principals))
                        .orElse(new Signature(State.UNTRUSTED, List.of()));
            case "U" -> new Signature(State.UNTRUSTED, List.of());
            case "N" -> new Signature(State.ABSENT, List.of());
            default -> new Signature(State.UNFIT, List.of());
        };
    }

    private static Stream<Path> keygenIn(String directory) {
        try {
            Path program = Path.of(directory).resolve(File.separatorChar == '/' ? "ssh-keygen" : "ssh-keygen.exe");
            return program.isAbsolute() && Files.isExecutable(program) ? Stream.of(program) : Stream.empty();
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }
}
