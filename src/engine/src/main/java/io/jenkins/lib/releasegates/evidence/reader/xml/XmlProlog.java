package io.jenkins.lib.releasegates.evidence.reader.xml;

import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the first bytes of an XML document say about the rest: its encoding and its root element (XML 1.0, appendix F). */
public final class XmlProlog {

    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]{0,200}?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final Pattern ROOT = Pattern.compile("^<(?:[\\w.-]+:)?([\\w.-]+)");

    private XmlProlog() {}

    /** Bytes of the byte order mark, 0 without one. */
    static int byteOrderMark(byte[] head) {
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        return starts(head, 0xFE, 0xFF) || starts(head, 0xFF, 0xFE) ? 2 : 0;
    }

    static Charset charset(byte[] head) throws UnreadableReportException {
        if (starts(head, 0xFE, 0xFF) || starts(head, 0, '<')) {
            return StandardCharsets.UTF_16BE;
        }
        if (starts(head, 0xFF, 0xFE) || starts(head, '<', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        Matcher encoding =
                ENCODING.matcher(new String(head, 0, Math.min(head.length, 300), StandardCharsets.ISO_8859_1));
        return encoding.find() ? named(encoding.group(1)) : StandardCharsets.UTF_8;
    }

    /** The first bytes as text, good enough to recognise a format. */
    public static String text(byte[] head) {
        try {
            int mark = byteOrderMark(head);
            return new String(head, mark, head.length - mark, charset(head));
        } catch (UnreadableReportException e) {
            return new String(head, StandardCharsets.ISO_8859_1);
        }
    }

    /** The local name of the root element, empty when there is none; declarations, comments and a document type go before it. */
    public static String root(String text) {
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            String end = text.startsWith("<?", at) ? "?>" : text.startsWith("<!--", at) ? "-->" : "";
            if (end.isEmpty() && text.startsWith("<!", at)) {
                int bracket = text.indexOf('[', at);
                int close = text.indexOf('>', at);
                end = bracket >= 0 && bracket < close ? "]>" : ">";
            }
            if (end.isEmpty()) {
                Matcher root = ROOT.matcher(text).region(at, text.length());
                return root.find() ? root.group(1) : "";
            }
            int close = text.indexOf(end, at);
            if (close < 0) {
                return "";
            }
            at = close + end.length();
        }
        return "";
    }

    private static Charset named(String encoding) throws UnreadableReportException {
        try {
            Charset charset = Charset.forName(encoding);
            if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
                throw new UnreadableReportException(
                        1, 1, "the declaration says " + encoding + ", the bytes don't; allowed is one encoding");
            }
            return charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableReportException(
                    1, 1, "the encoding " + encoding + "; allowed are those that this Java knows, such as UTF-8");
        }
    }

    private static boolean starts(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
