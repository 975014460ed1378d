package io.jenkins.lib.releasegates.evidence.reader.library;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a report without findings from something that is no report.
 *
 * <p>The library's parsers take nearly anything for a report in which nothing was found: an error page, the message of a tool that crashed,
 * another format. So none is believed to be clean unless it has the form that a clean report of its tool has, and that is known here.
 */
final class CleanReport {

    private static final String CHECKSTYLE = "checkstyle";

    /** The root element of formats in XML; many tools write Checkstyle's. */
    private static final Map<String, String> ROOTS = Map.ofEntries(
            Map.entry("android-lint", "issues"),
            Map.entry("checkstyle", CHECKSTYLE),
            Map.entry("codenarc", "CodeNarc"),
            Map.entry("cpd", "pmd-cpd"),
            Map.entry("cppcheck", "results"),
            Map.entry("detekt", CHECKSTYLE),
            Map.entry("eslint", CHECKSTYLE),
            Map.entry("findbugs", "BugCollection"),
            Map.entry("fxcop", "FxCopReport"),
            Map.entry("idea", "problems"),
            Map.entry("ktlint", CHECKSTYLE),
            Map.entry("php-code-sniffer", CHECKSTYLE),
            Map.entry("phpstan", CHECKSTYLE),
            Map.entry("pit", "mutations"),
            Map.entry("pmd", "pmd"),
            Map.entry("resharper", "Report"),
            Map.entry("simian", "simian"),
            Map.entry("spotbugs", "BugCollection"),
            Map.entry("swiftlint", CHECKSTYLE),
            Map.entry("taglist", "report"),
            Map.entry("tslint", CHECKSTYLE),
            Map.entry("valgrind", "valgrindoutput"));

    /** The fields that a JSON object of that format has, whatever was found. */
    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            Map.entry("bandit", Set.of("results", "metrics")),
            Map.entry("brakeman", Set.of("scan_info", "warnings")),
            Map.entry("clair", Set.of("vulnerabilities")),
            Map.entry("dscanner", Set.of("issues")),
            Map.entry("native", Set.of("issues")),
            Map.entry("npm-audit", Set.of("metadata")),
            Map.entry("pnpm-audit", Set.of("metadata")),
            Map.entry("semgrep", Set.of("results")),
            Map.entry("sonar", Set.of("issues")),
            Map.entry("veracode-pipeline-scanner", Set.of("findings")));

    /** Formats that are a JSON array, empty when nothing was found. */
    private static final Set<String> ARRAYS = Set.of("hadolint");

    private static final Pattern ROOT = Pattern.compile("<([A-Za-z][\\w.-]*)");
    private static final int HEAD = 64 * 1024;

    private CleanReport() {}

    /** Throws unless this is what that tool writes when it finds nothing. */
    static void check(String format, byte[] bytes) throws LibraryException {
        if (ROOTS.containsKey(format)) {
            checkRoot(format, bytes);
        } else if (FIELDS.containsKey(format) || ARRAYS.contains(format)) {
            checkJson(format, bytes);
        } else {
            throw new LibraryException("no finding, in a format ('" + format
                    + "') of which a report without findings can't be told from one of"
                    + " a tool that failed; allowed are SARIF, and of the library's formats "
                    + String.join(", ", known()));
        }
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(ROOTS.keySet());
        known.addAll(FIELDS.keySet());
        known.addAll(ARRAYS);
        return known;
    }

    private static void checkRoot(String format, byte[] bytes) throws LibraryException {
        Matcher root = ROOT.matcher(new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1));
        String found = root.find() ? root.group(1) : "";
        String expected = ROOTS.get(format);
        if (!found.equals(expected)) {
            throw new LibraryException(
                    "the root element <" + found + ">; allowed for '" + format + "' is <" + expected + ">");
        }
    }

    private static void checkJson(String format, byte[] bytes) throws LibraryException {
        Set<String> missing = new TreeSet<>(FIELDS.getOrDefault(format, Set.of()));
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            JsonToken first = json.nextToken();
            if (ARRAYS.contains(format)) {
                if (first != JsonToken.START_ARRAY) {
                    throw new LibraryException(
                            "no JSON array; allowed for '" + format + "' is one, [] when nothing was found");
                }
                json.skipChildren();
            } else {
                if (first != JsonToken.START_OBJECT) {
                    throw new LibraryException("no JSON object; allowed for '" + format + "' is one with "
                            + String.join(" and ", missing));
                }
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    missing.remove(field);
                    if (json.nextToken() == JsonToken.START_ARRAY && field.equals("errors")) {
                        if (json.nextToken() != JsonToken.END_ARRAY) {
                            throw new LibraryException(
                                    "no finding, and errors of the tool itself; allowed is a report whose errors are []");
                        }
                        continue;
                    }
                    json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw new LibraryException("something behind the end of the JSON document");
            }
        } catch (LibraryException e) {
            throw e;
        } catch (IOException e) {
            throw new LibraryException("no JSON; allowed for '" + format + "' is the tool's report");
        }
        if (!missing.isEmpty()) {
            throw new LibraryException("a JSON object without " + String.join(" and ", missing)
                    + ", which the reports of '" + format + "' have even when nothing was found");
        }
    }
}
