package io.jenkins.lib.releasegates.scanner.sast;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What SpotBugs wrote, with its own words.
 *
 * @param classes how many classes it says to have looked at
 * @param errors what went wrong while it looked
 */
record SpotBugsReport(List<Bug> bugs, int classes, List<String> errors, List<String> missing) {

    SpotBugsReport {
        bugs = List.copyOf(bugs);
        errors = List.copyOf(errors);
        missing = List.copyOf(missing);
    }

    /**
     * One report.
     *
     * @param cwe the number alone; empty where there is none
     * @param hash of this instance, the same in the next scan of the same code
     * @param type the class, with slashes
     * @param source the file below a root of sources
     */
    record Bug(
            String pattern,
            String category,
            int rank,
            String cwe,
            String hash,
            String message,
            String type,
            @Nullable String source,
            int line) {}

    static SpotBugsReport read(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(file)) {
            return new Reader(factory.createXMLStreamReader(in)).report();
        } catch (XMLStreamException | NumberFormatException e) {
            throw new IOException("SpotBugs wrote something else than its XML: " + e.getMessage(), e);
        }
    }

    /** For one file. */
    private static final class Reader {

        private final XMLStreamReader in;
        private final List<Bug> bugs = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private int classes = -1;

        Reader(XMLStreamReader in) {
            this.in = in;
        }

        SpotBugsReport report() throws XMLStreamException, IOException {
            while (in.hasNext()) {
                if (in.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (in.getLocalName()) {
                        case "BugInstance" -> bug();
                        case "ErrorMessage" -> errors.add(in.getElementText().strip());
                        case "MissingClass" -> missing.add(in.getElementText().strip());
                        case "FindBugsSummary" -> classes = Integer.parseInt(attribute("total_classes"));
                        default -> {}
                    }
                }
            }
            if (classes < 0) {
                throw new IOException("SpotBugs wrote no summary");
            }
            return new SpotBugsReport(bugs, classes, errors, missing);
        }

        private void bug() throws XMLStreamException {
            String pattern = attribute("type");
            String category = attribute("category");
            int rank = Integer.parseInt(attribute("rank"));
            String cwe = attribute("cweid");
            String occurrence = attribute("instanceOccurrenceNum");
            String hash = attribute("instanceHash") + (occurrence.equals("0") ? "" : "-" + occurrence);
            String message = "";
            String type = "";
            @Nullable String source = null;
            int line = 0;
            int depth = 1;
            boolean placed = false;
            while (depth > 0) {
                int event = in.next();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    String name = in.getLocalName();
                    if (name.equals("LongMessage")) {
                        message = in.getElementText().strip();
                        depth--;
                    } else if (name.equals("Class") && type.isEmpty()) {
                        type = attribute("classname").replace('.', '/');
                    } else if (name.equals("SourceLine") && !placed) {
                        // The first line right below the bug is the place; those of class and method only when there is
                        // none.
                        placed = depth == 2;
                        if (source == null || placed) {
                            source = in.getAttributeValue(null, "sourcepath");
                            String start = attribute("start");
                            line = placed && !start.isEmpty() ? Integer.parseInt(start) : line;
                        }
                    }
                }
            }
            bugs.add(new Bug(pattern, category, rank, cwe, hash, message, type, source, line));
        }

        private String attribute(String name) {
            String value = in.getAttributeValue(null, name);
            return value == null ? "" : value;
        }
    }
}
