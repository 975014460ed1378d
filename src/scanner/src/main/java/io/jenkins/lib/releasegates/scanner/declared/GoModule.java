package io.jenkins.lib.releasegates.scanner.declared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A go.mod: what it requires, with what it puts in its place; https://go.dev/ref/mod#go-mod-file. For one use. */
final class GoModule {

    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|`[^`]*`|=>|[()]|[^\\s()\"`]+");
    private static final Pattern DIRECTIVE = Pattern.compile("[a-z]+");
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+.*");
    private static final String ALLOWED = "the lines of a go.mod";
    private static final String ARROW = "=>";

    private final Map<String, Replacement> replaced = new HashMap<>();
    private final List<Required> required = new ArrayList<>();
    private boolean named;
    private @Nullable String block;

    private GoModule() {}

    private record Required(String path, String version, int line) {}

    /**
     * What comes in the place of a module.
     *
     * @param version none where it is a folder
     */
    private record Replacement(String path, @Nullable String version) {}

    /** Reads it. */
    static Declarations read(byte[] bytes) throws RefusedDeclarationException {
        GoModule module = new GoModule();
        int number = 0;
        for (String line : (Iterable<String>) YarnLock.text(bytes).lines()::iterator) {
            module.line(++number, line);
        }
        if (module.block != null) {
            throw new RefusedDeclarationException(number, "the end within " + module.block + " (", "a ) before it");
        }
        if (!module.named) {
            throw new RefusedDeclarationException(1, "no module", "a go.mod that names its module");
        }
        return module.declarations();
    }

    private void line(int number, String line) throws RefusedDeclarationException {
        List<String> tokens = tokens(number, line);
        if (tokens.isEmpty()) {
            return;
        }
        String directive = block;
        if (directive == null) {
            directive = tokens.remove(0);
            if (!DIRECTIVE.matcher(directive).matches()) {
                throw refused(number, line);
            }
            named |= directive.equals("module");
            if (tokens.equals(List.of("("))) {
                block = directive;
                return;
            }
        } else if (tokens.equals(List.of(")"))) {
            block = null;
            return;
        }
        switch (directive) {
            case "require" -> require(number, line, tokens);
            case "replace" -> replace(number, line, tokens);
            default -> {
                // Says nothing of what is required.
            }
        }
    }

    private static List<String> tokens(int number, String line) throws RefusedDeclarationException {
        int comment = line.indexOf("//");
        String code = (comment < 0 ? line : line.substring(0, comment)).strip();
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(code);
        int end = 0;
        while (token.find()) {
            if (!code.substring(end, token.start()).isBlank()) {
                throw refused(number, line);
            }
            end = token.end();
            tokens.add(unquoted(token.group()));
        }
        if (!code.substring(end).isBlank()) {
            throw refused(number, line);
        }
        return tokens;
    }

    private static String unquoted(String token) {
        return token.length() > 1 && (token.startsWith("\"") || token.startsWith("`"))
                ? token.substring(1, token.length() - 1)
                : token;
    }

    private void require(int number, String line, List<String> tokens) throws RefusedDeclarationException {
        if (tokens.size() != 2) {
            throw refused(number, line);
        }
        required.add(new Required(tokens.get(0), tokens.get(1), number));
    }

    private void replace(int number, String line, List<String> tokens) throws RefusedDeclarationException {
        int arrow = tokens.indexOf(ARROW);
        int behind = tokens.size() - arrow - 1;
        if (arrow < 1 || arrow > 2 || behind < 1 || behind > 2) {
            throw refused(number, line);
        }
        replaced.put(
                String.join(" ", tokens.subList(0, arrow)),
                new Replacement(tokens.get(arrow + 1), behind == 2 ? tokens.get(arrow + 2) : null));
    }

    private Declarations declarations() throws RefusedDeclarationException {
        Named all = new Named();
        for (Required each : required) {
            Replacement instead = replaced.getOrDefault(
                    each.path() + " " + each.version(),
                    replaced.getOrDefault(each.path(), new Replacement(each.path(), each.version())));
            // A folder tells no version; what lies there was made from the one that is required.
            String path = instead.version() == null ? each.path() : instead.path();
            String version = instead.version() == null ? each.version() : instead.version();
            if (VERSION.matcher(version).matches()) {
                all.add(new Declared(Declared.Kind.GO, "", path, version, each.line()));
            } else {
                all.unresolved(
                        each.line(),
                        path,
                        "its version " + RefusedDeclarationException.shown(version) + " is not an exact one");
            }
        }
        return all.all();
    }

    private static RefusedDeclarationException refused(int number, String line) {
        return new RefusedDeclarationException(number, RefusedDeclarationException.shown(line.strip()), ALLOWED);
    }
}
