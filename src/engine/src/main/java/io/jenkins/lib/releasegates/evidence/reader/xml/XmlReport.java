package io.jenkins.lib.releasegates.evidence.reader.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an XML report, one after the other, through Woodstox.
 *
 * <p>A document type is tolerated, since JaCoCo and Cobertura write one, but nothing in it is processed or fetched; a report that declares
 * entities, or refers to any but the five of XML, is refused. Bytes that don't fit the encoding are refused as well.
 */
final class XmlReport {

    private final XMLStreamReader xml;
    private final Charset charset;
    private final int maxDepth;
    private int depth;
    private long elements;
    private boolean start;
    private String name = "";

    XmlReport(InputStream stream, byte[] head, ReadLimits limits) throws IOException {
        maxDepth = limits.depth();
        charset = XmlProlog.charset(head);
        stream.skipNBytes(XmlProlog.byteOrderMark(head));
        ShortenedText text = new ShortenedText(new InputStreamReader(
                stream,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        // Named, not looked up: what a look-up finds in a Jenkins depends on its other plugins.
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, ShortenedText.MAX_MARKUP);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> InputStream.nullInputStream());
        try {
            xml = factory.createXMLStreamReader(text);
        } catch (XMLStreamException e) {
            throw broken(e, 1, 1, charset);
        }
    }

    /** Goes to the next start or end of an element; false at the end of the document. */
    boolean next() throws IOException {
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        start = true;
                        elements++;
                        name = xml.getLocalName();
                        if (++depth > maxDepth) {
                            throw unreadable("elements nested deeper than " + maxDepth + ", which is what is allowed");
                        }
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        start = false;
                        name = xml.getLocalName();
                        depth--;
                        return true;
                    }
                    case XMLStreamConstants.DTD -> refuseDeclarations(documentType());
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw unreadable("a reference to an entity; allowed are the five of XML");
                    default -> {
                        // Text says nothing in our formats.
                    }
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw broken(e, line(), column(), charset);
        }
    }

    /** Woodstox reads it only now, and says in a way of its own that it can't. */
    private String documentType() throws XMLStreamException {
        try {
            return xml.getText();
        } catch (WstxLazyException e) {
            if (e.getCause() instanceof XMLStreamException broken) {
                throw broken;
            }
            throw e;
        }
    }

    /** Goes to the first element and says its name. */
    String root() throws IOException {
        if (!next()) {
            throw unreadable("no element");
        }
        return name;
    }

    boolean isStart() {
        return start;
    }

    /** The local name of the element that starts or ends here. */
    String name() {
        return name;
    }

    /** Elements that have started so far. */
    long elements() {
        return elements;
    }

    /** Elements that are open, this one included while it starts. */
    int depth() {
        return depth;
    }

    @Nullable
    String attribute(String attribute) {
        return xml.getAttributeValue(null, attribute);
    }

    /** A whole number from 0 to 10^15 that has to be there. */
    long count(String attribute) throws UnreadableReportException {
        String value = attribute(attribute);
        if (value == null) {
            throw unreadable("<" + name + "> without the attribute " + attribute);
        }
        return count(attribute, value);
    }

    long count(String attribute, String value) throws UnreadableReportException {
        int length = value.length();
        long count = 0;
        for (int i = 0; i < length; i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i >= 15) {
                throw notACount(attribute, value);
            }
            count = count * 10 + digit;
        }
        if (length == 0) {
            throw notACount(attribute, value);
        }
        return count;
    }

    UnreadableReportException unreadable(String message) {
        return new UnreadableReportException(line(), column(), message);
    }

    private UnreadableReportException notACount(String attribute, String value) {
        return unreadable(attribute + "=\"" + UnreadableReportException.shown(value) + "\" of <" + name
                + ">; allowed are whole numbers from 0");
    }

    private void refuseDeclarations(@Nullable String doctype) throws UnreadableReportException {
        if (doctype != null && doctype.toUpperCase(Locale.ROOT).contains("<!ENTITY")) {
            throw unreadable("a document type that declares entities; allowed is one without");
        }
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }

    private int column() {
        return xml.getLocation().getColumnNumber();
    }

    private static IOException broken(XMLStreamException e, int line, int column, Charset charset) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Throwable nested = cause instanceof XMLStreamException stax && stax.getNestedException() != null
                    ? stax.getNestedException()
                    : cause;
            if (nested instanceof UnreadableReportException unreadable) {
                return unreadable;
            }
            if (nested instanceof CharacterCodingException) {
                return new UnreadableReportException(
                        line,
                        column,
                        "bytes that aren't " + charset.name()
                                + ", the encoding of the report; allowed is what its XML declaration names");
            }
            if (nested instanceof IOException io) {
                return io;
            }
        }
        int at = e.getLocation() == null ? line : e.getLocation().getLineNumber();
        int in = e.getLocation() == null ? column : e.getLocation().getColumnNumber();
        return new UnreadableReportException(at, in, "not well-formed XML: " + reason(e));
    }

    private static String reason(XMLStreamException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        int words = message.indexOf("Message: ");
        String reason = words < 0 ? message : message.substring(words + "Message: ".length());
        return reason.length() > 300 ? reason.substring(0, 300) + "…" : reason;
    }
}
