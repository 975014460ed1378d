package io.jenkins.lib.releasegates.scanner.declared;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lock of Yarn: the form of Yarn 1 (https://classic.yarnpkg.com/lang/en/docs/yarn-lock/), or the YAML of Yarn 2 and newer. For one use.
 */
final class YarnLock {

    private static final Pattern LOCAL = Pattern.compile(".*@(link|portal|workspace):.*");
    private static final Pattern ALIAS = Pattern.compile("(@?[^@]+)@npm:(@?[^@]+)@.*");
    private static final Pattern FIRST = Pattern.compile("\\s*\"?((?:@[^@/\\s\"]+/)?[^@\\s\",]+@[^\",]*).*");
    private static final Pattern VERSION = Pattern.compile(" {2}\"?version\"? \"?([^\"]*)\"?");
    private static final String ALLOWED = "a yarn.lock of Yarn 1, or the YAML of Yarn 2 and newer";

    private final Named named = new Named();
    private @Nullable String entry;
    private int line;
    private @Nullable String version;
    private @Nullable String resolution;
    private boolean local;

    private YarnLock() {}

    /** Reads it. */
    static Declarations read(byte[] bytes) throws RefusedDeclarationException {
        String text = text(bytes);
        YarnLock lock = new YarnLock();
        if (text.contains("\n__metadata:") || text.startsWith("__metadata:")) {
            lock.yaml(bytes);
        } else {
            lock.lines(text);
        }
        return lock.named.all();
    }

    static String text(byte[] bytes) throws RefusedDeclarationException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RefusedDeclarationException(0, "bytes that are no UTF-8", "UTF-8");
        }
    }

    private void lines(String text) throws RefusedDeclarationException {
        int number = 0;
        boolean known = false;
        for (String each : (Iterable<String>) text.lines()::iterator) {
            number++;
            known |= each.startsWith("# yarn lockfile v1");
            if (each.isBlank() || each.startsWith("#")) {
                continue;
            }
            if (!each.startsWith(" ")) {
                end();
                begin(each, number);
            } else if (entry == null) {
                throw new RefusedDeclarationException(
                        number, RefusedDeclarationException.shown(each.strip()) + " without a package", ALLOWED);
            } else {
                Matcher found = VERSION.matcher(each);
                if (found.matches()) {
                    version = found.group(1);
                }
            }
        }
        end();
        if (!known) {
            throw new RefusedDeclarationException(1, "no \"# yarn lockfile v1\" and no __metadata", ALLOWED);
        }
    }

    private void begin(String key, int number) throws RefusedDeclarationException {
        Matcher first = FIRST.matcher(key);
        if (!key.endsWith(":") || !first.matches()) {
            throw new RefusedDeclarationException(number, RefusedDeclarationException.shown(key), ALLOWED);
        }
        String wanted = first.group(1);
        entry = wanted.endsWith(":") ? wanted.substring(0, wanted.length() - 1) : wanted;
        line = number;
    }

    private void yaml(byte[] bytes) throws RefusedDeclarationException {
        LockYaml.read(bytes, new LockYaml.Listener() {

            @Override
            public void mapping(List<String> path, int at) throws RefusedDeclarationException {
                if (path.size() == 1) {
                    end();
                    if (!path.get(0).equals("__metadata")) {
                        entry = path.get(0);
                        line = at;
                    }
                }
            }

            @Override
            public void text(List<String> path, String value, int at) throws RefusedDeclarationException {
                if (path.size() == 1) {
                    throw new RefusedDeclarationException(at, RefusedDeclarationException.shown(value), "a mapping");
                }
                if (path.size() == 2 && entry != null) {
                    switch (path.get(1)) {
                        case "version" -> version = value;
                        case "resolution" -> resolution = value;
                        case "linkType" -> local = value.equals("soft");
                        default -> {
                            // What it needs itself stands for itself.
                        }
                    }
                }
            }
        });
        end();
    }

    /** What is linked to a folder is the project's own. */
    private void end() throws RefusedDeclarationException {
        String found = entry;
        if (found != null) {
            String wanted = resolution == null ? found : resolution;
            if (!local && !LOCAL.matcher(wanted).matches()) {
                String name = name(wanted);
                if (version == null) {
                    named.unresolved(line, name, "it has no version");
                } else {
                    named.add(new Declared(Declared.Kind.NPM, "", name, version, line));
                }
            }
        }
        entry = null;
        version = null;
        resolution = null;
        local = false;
    }

    /** Of {@code name@range}, or of the other package that {@code name@npm:other@range} stands for. */
    private static String name(String descriptor) {
        Matcher alias = ALIAS.matcher(descriptor);
        if (alias.matches()) {
            return alias.group(2);
        }
        int end = descriptor.indexOf('@', 1);
        return end < 0 ? descriptor : descriptor.substring(0, end);
    }
}
