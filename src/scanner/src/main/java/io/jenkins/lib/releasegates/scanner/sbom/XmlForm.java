package io.jenkins.lib.releasegates.scanner.sbom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A document in XML. */
final class XmlForm implements Form {

    private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/1.6";

    private final XMLStreamWriter out;
    /** What the items of the lists around are called; nothing for an object. */
    private final Deque<String> items = new ArrayDeque<>();

    XmlForm(OutputStream stream) throws IOException {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, "UTF-8");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** Something that writes. */
    private interface Step {
        void write() throws XMLStreamException;
    }

    private static void doing(Step step) throws IOException {
        try {
            step.write();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void open(String name, String items) throws IOException {
        doing(() -> {
            out.writeCharacters("\n" + "  ".repeat(this.items.size()));
            out.writeStartElement(name);
        });
        this.items.push(items);
    }

    @Override
    public void begin(String serialNumber) throws IOException {
        doing(() -> out.writeStartDocument("UTF-8", "1.0"));
        open("bom", "");
        doing(() -> {
            out.writeDefaultNamespace(NAMESPACE);
            out.writeAttribute("serialNumber", serialNumber);
            out.writeAttribute("version", "1");
        });
    }

    @Override
    public void object(String name) throws IOException {
        open(name, "");
    }

    @Override
    public void list(String name, String item) throws IOException {
        open(name, item);
    }

    @Override
    public void item() throws IOException {
        open(items.element(), "");
    }

    @Override
    public void end() throws IOException {
        items.pop();
        doing(() -> {
            out.writeEndElement();
            if (items.isEmpty()) {
                out.writeCharacters("\n");
                out.writeEndDocument();
                out.flush();
            }
        });
    }

    @Override
    public void attribute(String name, String value) throws IOException {
        doing(() -> out.writeAttribute(name, value));
    }

    @Override
    public void text(String name, String value) throws IOException {
        open(name, "");
        content(name, value);
        end();
    }

    @Override
    public void number(String name, String value) throws IOException {
        text(name, value);
    }

    @Override
    public void content(String name, String value) throws IOException {
        doing(() -> out.writeCharacters(value));
    }

    @Override
    public void numbers(String name, String item, List<Integer> values) throws IOException {
        list(name, item);
        for (int value : values) {
            text(item, Integer.toString(value));
        }
        end();
    }

    @Override
    public void references(String name, String item, List<String> refs) throws IOException {
        list(name, item);
        for (String ref : refs) {
            item();
            attribute("ref", ref);
            end();
        }
        end();
    }

    @Override
    public void dependency(String ref, List<String> dependsOn) throws IOException {
        open("dependency", "dependency");
        attribute("ref", ref);
        for (String other : dependsOn) {
            item();
            attribute("ref", other);
            end();
        }
        end();
    }

    @Override
    public void licenses(List<String> names) throws IOException {
        list("licenses", "license");
        for (String name : names) {
            item();
            text("name", name);
            end();
        }
        end();
    }
}
