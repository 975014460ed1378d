package io.jenkins.lib.releasegates.scanner.sbom;

import java.io.IOException;
import java.util.List;

/**
 * One of the two forms of a CycloneDX document, told in the order of its XML schema. Where JSON has a list, XML has an element around elements; some of
 * what are members in JSON are attributes in XML.
 */
interface Form {

    /** The document itself; {@link #end} closes it. */
    void begin(String serialNumber) throws IOException;

    /** A member of the object at hand that is an object. */
    void object(String name) throws IOException;

    /** A member that is a list of objects, which XML calls by another name. */
    void list(String name, String item) throws IOException;

    /** The next object of the list at hand. */
    void item() throws IOException;

    /** Ends the object or list at hand. */
    void end() throws IOException;

    /** A member that is an attribute in XML; these come first. */
    void attribute(String name, String value) throws IOException;

    void text(String name, String value) throws IOException;

    /** A number in plain decimal writing. */
    void number(String name, String value) throws IOException;

    /** A member that is the text of its element in XML. */
    void content(String name, String value) throws IOException;

    /** A list of whole numbers. */
    void numbers(String name, String item, List<Integer> values) throws IOException;

    /** A list of references to what is elsewhere in the document. */
    void references(String name, String item, List<String> refs) throws IOException;

    /** An item of the list of dependencies. */
    void dependency(String ref, List<String> dependsOn) throws IOException;

    /** The licences of a component, which are wrapped once more in JSON. */
    void licenses(List<String> names) throws IOException;
}
