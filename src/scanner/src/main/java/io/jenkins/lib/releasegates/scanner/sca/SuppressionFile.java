package io.jenkins.lib.releasegates.scanner.sca;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** One suppression file, which was found valid before, rewritten rule by rule. For one use. */
final class SuppressionFile {

    private static final String MARK = "release-gates rule ";
    private static final String SCHEMA = "https://jeremylong.github.io/DependencyCheck/dependency-suppression.1.4.xsd";
    private static final int MAX_REASON = 500;

    private final String name;
    private final Instant now;
    private final List<Rule> rules;
    private final XMLStreamReader in;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;
    private @Nullable String groupUntil;

    private SuppressionFile(String name, byte[] bytes, Instant now, List<Rule> rules) throws XMLStreamException {
        this.name = name;
        this.now = now;
        this.rules = rules;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        this.in = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        this.out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /**
     * A rule as people know it.
     *
     * @param number its place among all rules of a job
     * @param covers all criteria, those of one rule always in the same words
     * @param until the day from which on it is over
     */
    record Rule(
            int number,
            String file,
            int line,
            String covers,
            @Nullable String reason,
            @Nullable String until,
            boolean expired,
            boolean asksForPath) {}

    /** The file with its rules that still hold, numbered; all of its rules are added to the list. */
    static String rewrite(String name, byte[] bytes, Instant now, List<Rule> rules) throws XMLStreamException {
        SuppressionFile file = new SuppressionFile(name, bytes, now, rules);
        file.out.writeStartElement("suppressions");
        file.out.writeDefaultNamespace(SCHEMA);
        while (file.in.hasNext()) {
            int event = file.in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (file.in.getLocalName().equals("suppressionGroup")) {
                    file.groupUntil = file.in.getAttributeValue(null, "until");
                } else if (file.in.getLocalName().equals("suppress")) {
                    file.rule();
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && file.in.getLocalName().equals("suppressionGroup")) {
                file.groupUntil = null;
            }
        }
        file.out.writeEndElement();
        file.out.flush();
        return file.text.toString();
    }

    /** The number in notes that came back; empty where these aren't ours. */
    static Optional<Integer> number(@Nullable String notes) {
        return notes != null && notes.startsWith(MARK)
                ? Optional.of(Integer.valueOf(notes.substring(MARK.length())))
                : Optional.empty();
    }

    /** From its start to its end; what it says is written only where it still holds. */
    private void rule() throws XMLStreamException {
        int line = in.getLocation().getLineNumber();
        String own = in.getAttributeValue(null, "until");
        String until = own == null ? groupUntil : own;
        boolean expired = until != null && end(until).isBefore(now);
        int number = rules.size();
        if (!expired) {
            out.writeStartElement("suppress");
            out.writeStartElement("notes");
            out.writeCharacters(MARK + number);
            out.writeEndElement();
        }
        String reason = null;
        boolean asksForPath = false;
        List<String> covers = new ArrayList<>();
        while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String element = in.getLocalName();
            if (element.equals("notes")) {
                reason = shown(in.getElementText());
            } else {
                asksForPath |= element.equals("filePath");
                covers.add(criterion(element, !expired));
            }
        }
        if (!expired) {
            out.writeEndElement();
        }
        rules.add(new Rule(number, name, line, String.join(", ", covers), reason, day(until), expired, asksForPath));
    }

    private String criterion(String element, boolean write) throws XMLStreamException {
        String regex = in.getAttributeValue(null, "regex");
        String caseSensitive = in.getAttributeValue(null, "caseSensitive");
        String value = in.getElementText();
        if (write) {
            out.writeStartElement(element);
            if (regex != null) {
                out.writeAttribute("regex", regex);
            }
            if (caseSensitive != null) {
                out.writeAttribute("caseSensitive", caseSensitive);
            }
            out.writeCharacters(value);
            out.writeEndElement();
        }
        return element + ("true".equals(regex) || "1".equals(regex) ? " (regex) " : " ") + value.strip();
    }

    private static @Nullable String day(@Nullable String until) {
        return until == null ? null : until.strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d).*", "$1");
    }

    private static @Nullable String shown(String notes) {
        String line = notes.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return null;
        }
        return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "…" : line;
    }

    /** As Dependency-Check takes it: the beginning of that day; in UTC, where it names no zone. */
    private static Instant end(String until) {
        try {
            return DatatypeFactory.newDefaultInstance()
                    .newXMLGregorianCalendar(until.strip())
                    .toGregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT, null)
                    .toInstant();
        } catch (IllegalArgumentException e) {
            // The schema lets no such date through; if it did, the rule would be over.
            return Instant.MIN;
        }
    }
}
