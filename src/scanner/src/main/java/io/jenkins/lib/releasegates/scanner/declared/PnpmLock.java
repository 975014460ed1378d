package io.jenkins.lib.releasegates.scanner.declared;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lock of pnpm, versions 5 to 9 of its form; https://github.com/pnpm/spec/tree/master/lockfile. For one use. */
final class PnpmLock implements LockYaml.Listener {

    private static final Pattern FORM = Pattern.compile("([5-9])(\\.\\d+)?");
    private static final Pattern SLASHES = Pattern.compile("(?:[^/@]*/)*?((?:@[^/]+/)?[^/@]+)/([^/_(]+)(?:_.*)?");
    private static final Pattern AT = Pattern.compile("/?((?:@[^/@]+/)?[^/@]+)@([^()]+)(?:\\(.*)?");
    private static final Pattern STARTS_AS_VERSION = Pattern.compile("\\d.*");
    private static final int SIX = 6;
    private static final int MAX_KEY = 2_000;

    private final Named named = new Named();
    private int form;
    private @Nullable String key;
    private int line;
    private @Nullable String name;
    private @Nullable String version;
    private boolean folder;

    private PnpmLock() {}

    /** Reads it. */
    static Declarations read(byte[] bytes) throws RefusedDeclarationException {
        PnpmLock lock = new PnpmLock();
        LockYaml.read(bytes, lock);
        lock.end();
        if (lock.form == 0) {
            throw new RefusedDeclarationException(1, "no lockfileVersion", "one of 5 to 9");
        }
        return lock.named.all();
    }

    @Override
    public void mapping(List<String> path, int at) throws RefusedDeclarationException {
        if (path.size() <= 2) {
            end();
        }
        if (path.size() == 2 && path.get(0).equals("packages")) {
            if (form == 0) {
                throw new RefusedDeclarationException(at, "packages before the lockfileVersion", "it as the first one");
            }
            key = path.get(1);
            line = at;
            if (path.get(1).length() > MAX_KEY) {
                throw new RefusedDeclarationException(
                        at, "a key of more than " + MAX_KEY + " characters", "shorter ones");
            }
        }
    }

    @Override
    public void text(List<String> path, String value, int at) throws RefusedDeclarationException {
        if (path.size() <= 2) {
            end();
            top(path, value, at);
        } else if (key != null) {
            switch (String.join("/", path.subList(2, path.size()))) {
                case "name" -> name = value;
                case "version" -> version = value;
                case "resolution/directory" -> folder = true;
                default -> {
                    // What it needs itself stands for itself.
                }
            }
        }
    }

    private void top(List<String> path, String value, int at) throws RefusedDeclarationException {
        if (path.get(0).equals("packages")) {
            throw new RefusedDeclarationException(at, RefusedDeclarationException.shown(value), "a mapping");
        }
        if (path.size() == 1 && path.get(0).equals("lockfileVersion")) {
            Matcher known = FORM.matcher(value);
            if (!known.matches()) {
                throw new RefusedDeclarationException(
                        at, "the lockfileVersion " + RefusedDeclarationException.shown(value), "5 to 9");
            }
            form = Integer.parseInt(known.group(1));
        }
    }

    /** A folder is the project's own. */
    private void end() throws RefusedDeclarationException {
        String found = key;
        if (found != null && !folder) {
            Matcher parts = (form < SIX ? SLASHES : AT).matcher(found);
            boolean plain = parts.matches();
            String called = name != null ? name : plain ? parts.group(1) : found;
            String exactly = version != null ? version : plain ? parts.group(2) : "";
            if (STARTS_AS_VERSION.matcher(exactly).matches()) {
                named.add(new Declared(Declared.Kind.NPM, "", called, exactly, line));
            } else {
                named.unresolved(line, called, "it has no version");
            }
        }
        key = null;
        name = null;
        version = null;
        folder = false;
    }
}
