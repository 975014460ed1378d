package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.git.GitProcess.OutOfPatienceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A git repository that an owner names, and a mirror of its branches and tags, from which ranges of changes are computed.
 *
 * <p>Works through the {@code git} that is installed, which speaks one protocol to one host, follows no redirect, runs no hook and asks nobody. Over
 * ssh it has the keys of the account that it runs as. Thread-safe; whoever shares a mirror in one JVM waits for the others.
 */
public final class SourceRepository {

    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();
    private static final int MAX_SENTENCE = 400;

    /** For the signatures of all commits that a range can have; each takes some hundredths of a second. */
    private static final Duration SIGNATURES = Duration.ofMinutes(5);

    private final RepositoryAddress address;
    private final Optional<Login> login;
    private final Path directory;
    private final Duration patience;

    /**
     * A repository; nothing is read yet.
     *
     * @param address {@code https://HOST/PATH}, {@code ssh://USER@HOST/PATH}, {@code USER@HOST:PATH}, {@code file:///PATH} or an absolute path
     * @param login for https alone
     * @param directory for the mirrors, made when it is missing, and not needed for anything else
     * @param patience for each call of git, and for others that use the mirror
     * @throws IllegalArgumentException when the address has another form, or there is a login where none is used; with neither in its message
     */
    public SourceRepository(String address, Optional<Login> login, Path directory, Duration patience) {
        this.address = RepositoryAddress.of(address);
        this.login = login;
        this.directory = directory.toAbsolutePath().normalize();
        this.patience = patience;
        if (login.isPresent() && !this.address.protocol().takesPassword()) {
            throw new IllegalArgumentException("A user and a password are for https alone, found an address of "
                    + this.address.protocol().id());
        }
    }

    /**
     * Who reads the repository. Handed to git in its environment, and shown nowhere.
     *
     * @param user without a colon
     * @param password or token
     */
    public record Login(String user, String password) {

        public Login {
            if (user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("A user has no colon in its name");
            }
        }

        @Override
        public String toString() {
            return "****";
        }
    }

    /** The same where nobody's signature counts. */
    public ChangeRange range(Optional<String> from, String to) {
        return range(from, to, TrustedSigners.NONE);
    }

    /**
     * The commits that are reachable from {@code to} and not from {@code from}, and which of them are signed.
     *
     * <p>Asks the repository only when the mirror doesn't hold both. Whatever the world does is told in {@link ChangeRange#incomplete}.
     *
     * @param from 40 or 64 hexadecimal digits; empty for all of the history
     * @param to 40 or 64 hexadecimal digits
     * @param signers whose signatures count; where they can't be looked at, {@link ChangeRange#unchecked} says why
     */
    public ChangeRange range(Optional<String> from, String to, TrustedSigners signers) {
        return inMirror(
                from,
                to,
                (place, format) -> {
                    ChangeRange range = range(new Mirror(address, login, place, format, patience), from, to);
                    return signed(
                            new Mirror(address, Optional.empty(), place, format, shorter(SIGNATURES)), range, signers);
                },
                why -> ChangeRange.unknown(from, to, why));
    }

    /**
     * The files that differ between two revisions. Asks the repository only when the mirror doesn't hold both.
     *
     * @param from 40 or 64 hexadecimal digits
     * @param to the same
     */
    public ChangedPaths paths(String from, String to) {
        return inMirror(
                Optional.of(from),
                to,
                (place, format) -> {
                    Mirror mirror = new Mirror(address, login, place, format, patience);
                    ChangeRange range = range(mirror, Optional.of(from), to);
                    // More commits than are looked at are no fault of the ends.
                    return range.incomplete().isPresent() && range.commits().isEmpty()
                            ? ChangedPaths.unknown(range.incomplete().get())
                            : new RangeReading(mirror, Optional.of(from), to).paths(from);
                },
                ChangedPaths::unknown);
    }

    /** What is read from a mirror, which nobody else uses meanwhile. */
    private interface InMirror<T> {
        T read(Path place, String format) throws IOException;
    }

    private <T> T inMirror(Optional<String> from, String to, InMirror<T> reading, Function<String, T> unknown) {
        for (String revision : from.map(earlier -> new String[] {to, earlier}).orElse(new String[] {to})) {
            if (!ChangeRange.isRevision(revision)) {
                return unknown.apply("A revision has 40 or 64 lower-case hexadecimal digits, found something else.");
            }
        }
        if (from.isPresent() && from.get().length() != to.length()) {
            return unknown.apply("The two revisions are of repositories of different kinds.");
        }
        // The two kinds of names of objects never lie in one repository.
        String format = to.length() == 40 ? "sha1" : "sha256";
        ReentrantLock lock = LOCKS.computeIfAbsent(directory.resolve(format), path -> new ReentrantLock());
        try {
            if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return unknown.apply("The mirror of the repository is in use by others.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown.apply("The search for changes was interrupted.");
        }
        try {
            return reading.read(directory.resolve(format), format);
        } catch (IOException e) {
            return unknown.apply(sentence(e));
        } finally {
            lock.unlock();
        }
    }

    private static ChangeRange range(Mirror mirror, Optional<String> from, String to) throws IOException {
        mirror.make();
        RangeReading reading = new RangeReading(mirror, from, to);
        Optional<ChangeRange> held = reading.held();
        if (held.isPresent()) {
            return held.get();
        }
        try {
            mirror.fetch();
            return reading.range();
        } catch (OutOfPatienceException e) {
            throw e;
        } catch (IOException e) {
            if (!mirror.mayBeBroken()) {
                throw e;
            }
            mirror.remake();
            mirror.fetch();
            return reading.range();
        }
    }

    private static ChangeRange signed(Mirror mirror, ChangeRange range, TrustedSigners signers) {
        ChangeRange looked = new SignatureReading(mirror, signers, String.valueOf(System.getenv("PATH"))).of(range);
        return looked.unchecked().isEmpty()
                ? looked
                : looked.with(Map.of(), looked.unchecked().map(why -> ClaimedText.of(why, MAX_SENTENCE)));
    }

    private Duration shorter(Duration other) {
        return patience.compareTo(other) < 0 ? patience : other;
    }

    /** What git says is the remote's as well, and so hostile. */
    private String sentence(IOException e) {
        String text = String.valueOf(e.getMessage()).strip();
        if (login.isPresent() && !login.get().password().isEmpty()) {
            text = text.replace(login.get().password(), "****");
        }
        return ClaimedText.of(text, MAX_SENTENCE / 2) + " (reading the repository "
                + ClaimedText.of(address.text(), MAX_SENTENCE / 2) + ")";
    }

    /** The address, in which no password can be. */
    @Override
    public String toString() {
        return address.text();
    }
}
