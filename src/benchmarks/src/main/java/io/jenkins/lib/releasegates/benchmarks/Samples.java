package io.jenkins.lib.releasegates.benchmarks;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the least of programs makes of a JTL: it counts and adds up, checks nothing, keeps no digest, knows no quotes, and tells no percentile.
 *
 * <p>Neither analysis-model nor coverage-model reads JTLs, so this is the other side of the comparison.
 */
final class Samples {

    private long requests;
    private long errors;
    private long longest;
    private long sum;

    private Samples() {}

    /** Line by line, taken apart at the commas that it needs. */
    static Samples ofLines(Path file) throws IOException {
        Samples samples = new Samples();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int elapsed = line.indexOf(',') + 1;
                int label = line.indexOf(',', elapsed);
                int success = label;
                for (int comma = 0; comma < 5; comma++) {
                    success = line.indexOf(',', success + 1);
                }
                samples.add(Long.parseLong(line, elapsed, label, 10), line.startsWith("true", success + 1));
            }
        }
        return samples;
    }

    /** Element by element through Woodstox alone. */
    static Samples ofElements(Path file) throws IOException {
        Samples samples = new Samples();
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream stream = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(stream);
            int depth = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT && ++depth == 2) {
                    samples.add(
                            Long.parseLong(xml.getAttributeValue(null, "t")),
                            xml.getAttributeValue(null, "s").equals("true"));
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return samples;
    }

    private void add(long elapsed, boolean succeeded) {
        requests++;
        errors += succeeded ? 0 : 1;
        longest = Math.max(longest, elapsed);
        sum += elapsed;
    }

    /** As the other side counts. */
    @Override
    public String toString() {
        return Side.counts("requests", requests, "errors", errors)
                + Side.counts("longest", longest, "mean", sum / requests);
    }
}
