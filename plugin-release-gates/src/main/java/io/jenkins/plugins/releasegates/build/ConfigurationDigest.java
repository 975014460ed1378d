package io.jenkins.plugins.releasegates.build;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a job is configured to do, as a digest of its {@code config.xml}.
 *
 * <p>Without the attributes {@code plugin} of elements, which name the version of the plugin that wrote them: an update of a plugin is no edit. Only
 * attributes are taken out, so that nothing can be hidden by looking like one.
 */
final class ConfigurationDigest {

    /** The attribute, or the value of another one, in which nothing is looked for. */
    private static final Pattern IN_A_TAG =
            Pattern.compile("(?<!\\s)\\s++plugin\\s*+=\\s*+(?:\"[^\"]*+\"|'[^']*+')|\"[^\"]*+\"|'[^']*+'");

    private static final String COMMENT = "<!--";
    private static final String TEXT = "<![CDATA[";
    private static final String INSTRUCTION = "<?";

    private ConfigurationDigest() {}

    /** The digest of these bytes of an XML document; of what is none, the digest of something. */
    static Digest of(byte[] xml) {
        // Byte by byte: whatever the encoding, what isn't taken out comes back as it was.
        String text = new String(xml, StandardCharsets.ISO_8859_1);
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int begin = text.indexOf('<', at);
            if (begin < 0) {
                begin = text.length();
            }
            kept.append(text, at, begin);
            at = end(text, begin);
            String markup = text.substring(begin, at);
            kept.append(isTag(markup) ? withoutPlugin(markup) : markup);
        }
        return Digest.of(kept.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isTag(String markup) {
        return !markup.startsWith(COMMENT) && !markup.startsWith(TEXT) && !markup.startsWith(INSTRUCTION);
    }

    private static String withoutPlugin(String tag) {
        return IN_A_TAG.matcher(tag).replaceAll(ConfigurationDigest::kept);
    }

    private static String kept(MatchResult found) {
        char first = found.group().charAt(0);
        return first == '"' || first == '\'' ? Matcher.quoteReplacement(found.group()) : "";
    }

    /** Where the markup ends that begins there. */
    private static int end(String text, int begin) {
        if (text.startsWith(COMMENT, begin)) {
            return behind(text, "-->", begin + COMMENT.length());
        }
        if (text.startsWith(TEXT, begin)) {
            return behind(text, "]]>", begin + TEXT.length());
        }
        if (text.startsWith(INSTRUCTION, begin)) {
            return behind(text, "?>", begin + INSTRUCTION.length());
        }
        char quote = 0;
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return text.length();
    }

    private static int behind(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
