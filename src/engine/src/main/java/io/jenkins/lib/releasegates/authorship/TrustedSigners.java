package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.policy.document.Issues;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys whose signatures of commits count, and whose they are. Written as the lines of an {@code allowed_signers} file (ssh-keygen(1), "ALLOWED
 * SIGNERS") without certificates and patterns, and with times in UTC. Immutable.
 */
public final class TrustedSigners {

    /** No signature counts. */
    public static final TrustedSigners NONE = new TrustedSigners(List.of());

    /** The longest text that is read, in UTF-16 units. */
    public static final int MAX_TEXT = 262_144;

    /** The most keys. */
    public static final int MAX_KEYS = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<SignerKey> keys;

    private TrustedSigners(List<SignerKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads a list; each thing that is wrong with it goes to the issues, with its line.
     *
     * @return those that could be read
     */
    public static TrustedSigners read(String text, Issues issues) {
        SignerLines lines = new SignerLines(issues);
        List<SignerKey> keys = new ArrayList<>();
        Set<String> blobs = new HashSet<>();
        if (text.length() > MAX_TEXT) {
            lines.refuse(1, text.length() + " characters", "at most " + MAX_TEXT);
            return NONE;
        }
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Optional<SignerKey> key = lines.key(number, line);
            if (key.isPresent() && !blobs.add(key.get().blob())) {
                lines.refuse(number, "a key that stands in an earlier line", "each key once");
            }
            key.ifPresent(keys::add);
        }
        if (keys.size() > MAX_KEYS) {
            lines.refuse(number, keys.size() + " keys", "at most " + MAX_KEYS);
            return NONE;
        }
        return new TrustedSigners(keys);
    }

    /** Whether no signature counts. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** How many keys there are, also such as aren't valid now. */
    public int size() {
        return keys.size();
    }

    /**
     * The file for {@code gpg.ssh.allowedSignersFile}, with the keys that are valid at that instant. Nothing of what their owner wrote as a name is in it:
     * each key has one of ours.
     */
    String allowedAt(Instant now) {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            SignerKey key = keys.get(i);
            if (key.isValidAt(now)) {
                file.append(name(i)).append(" namespaces=\"git\"");
                key.after()
                        .ifPresent(at -> file.append(",valid-after=\"")
                                .append(TIME.format(at))
                                .append('"'));
                key.before()
                        .ifPresent(at -> file.append(",valid-before=\"")
                                .append(TIME.format(at))
                                .append('"'));
                file.append(' ').append(key.type()).append(' ').append(key.blob());
                file.append('\n');
            }
        }
        return file.toString();
    }

    /**
     * Whose key that is, as its owner wrote it.
     *
     * @param name one of {@link #allowedAt}
     * @param fingerprint {@code SHA256:...} of the key that has signed
     */
    Optional<List<String>> principals(String name, String fingerprint) {
        for (int i = 0; i < keys.size(); i++) {
            if (name(i).equals(name) && keys.get(i).fingerprint().equals(fingerprint)) {
                return Optional.of(keys.get(i).principals());
            }
        }
        return Optional.empty();
    }

    private static String name(int key) {
        return "key-" + key;
    }

    @Override
    public String toString() {
        return keys.stream().map(SignerKey::fingerprint).collect(Collectors.joining(", "));
    }
}
