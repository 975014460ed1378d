package io.jenkins.lib.releasegates.scanner.sbom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

/** A document in JSON. */
final class JsonForm implements Form {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    JsonForm(OutputStream stream) throws IOException {
        out = FACTORY.createGenerator(stream);
        // The same on each system.
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        out.setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
    }

    @Override
    public void begin(String serialNumber) throws IOException {
        out.writeStartObject();
        out.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        out.writeStringField("bomFormat", "CycloneDX");
        out.writeStringField("specVersion", "1.6");
        out.writeStringField("serialNumber", serialNumber);
        out.writeNumberField("version", 1);
    }

    @Override
    public void object(String name) throws IOException {
        out.writeObjectFieldStart(name);
    }

    @Override
    public void list(String name, String item) throws IOException {
        out.writeArrayFieldStart(name);
    }

    @Override
    public void item() throws IOException {
        out.writeStartObject();
    }

    @Override
    public void end() throws IOException {
        if (out.getOutputContext().inArray()) {
            out.writeEndArray();
        } else {
            out.writeEndObject();
        }
        if (out.getOutputContext().inRoot()) {
            out.writeRaw('\n');
            out.flush();
        }
    }

    @Override
    public void attribute(String name, String value) throws IOException {
        text(name, value);
    }

    @Override
    public void text(String name, String value) throws IOException {
        out.writeStringField(name, value);
    }

    @Override
    public void number(String name, String value) throws IOException {
        out.writeNumberField(name, new BigDecimal(value));
    }

    @Override
    public void content(String name, String value) throws IOException {
        text(name, value);
    }

    @Override
    public void numbers(String name, String item, List<Integer> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (int value : values) {
            out.writeNumber(value);
        }
        out.writeEndArray();
    }

    @Override
    public void references(String name, String item, List<String> refs) throws IOException {
        out.writeArrayFieldStart(name);
        for (String ref : refs) {
            out.writeString(ref);
        }
        out.writeEndArray();
    }

    @Override
    public void dependency(String ref, List<String> dependsOn) throws IOException {
        out.writeStartObject();
        out.writeStringField("ref", ref);
        references("dependsOn", "", dependsOn);
        out.writeEndObject();
    }

    @Override
    public void licenses(List<String> names) throws IOException {
        out.writeArrayFieldStart("licenses");
        for (String name : names) {
            out.writeStartObject();
            out.writeObjectFieldStart("license");
            out.writeStringField("name", name);
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
