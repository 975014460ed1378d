package io.jenkins.lib.releasegates.scanner.declared;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one pom.xml: no document type, no entities, limited depth and length. For one use. */
final class PomReader {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_TEXT = 1_000;
    private static final String PROJECT = "/project";
    private static final String PROFILE = "/project/profiles/profile";
    private static final String DEPENDENCY = "/dependencies/dependency";
    private static final String MANAGED = "/dependencyManagement/dependencies/dependency";

    private final String path;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private boolean tooLong;
    private final Map<String, String> own = new HashMap<>();
    private final Map<String, String> dependency = new HashMap<>();
    private final Building project = new Building();
    private @Nullable Building profile;
    private final List<Pom.Part> profiles = new ArrayList<>();
    private int parentLine;
    private int dependencyLine;

    private PomReader(String path) {
        this.path = path;
    }

    private static final class Building {

        private final Map<String, String> properties = new HashMap<>();
        private final List<Pom.Dependency> dependencies = new ArrayList<>();
        private final List<Pom.Dependency> managed = new ArrayList<>();

        Pom.Part built() {
            return new Pom.Part(properties, dependencies, managed);
        }
    }

    /** Reads it. */
    static Pom read(String path, byte[] bytes) throws RefusedDeclarationException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            return new PomReader(path).read(in);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new RefusedDeclarationException(line, "no well-formed XML", "the XML of a Maven project");
        } catch (RuntimeException e) {
            // The parser of the JDK throws some at bytes that are no text.
            throw new RefusedDeclarationException(0, "no well-formed XML", "the XML of a Maven project");
        }
    }

    private Pom read(XMLStreamReader in) throws XMLStreamException, RefusedDeclarationException {
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT ->
                    start(in.getLocalName(), in.getLocation().getLineNumber());
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(in.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new RefusedDeclarationException(
                            in.getLocation().getLineNumber(),
                            "a document type or an entity of its own",
                            "XML without them");
                default -> {
                    // Comments and the like.
                }
            }
        }
        return pom();
    }

    private Pom pom() {
        Optional<Pom.Parent> parent = parentLine == 0
                ? Optional.empty()
                : Optional.of(new Pom.Parent(
                        own.get("/parent/groupId"),
                        own.get("/parent/artifactId"),
                        own.get("/parent/version"),
                        own.getOrDefault("/parent/relativePath", "../pom.xml"),
                        parentLine));
        return new Pom(
                path,
                own.get("/groupId"),
                own.get("/artifactId"),
                own.get("/version"),
                parent,
                project.built(),
                profiles);
    }

    private void start(String name, int line) throws RefusedDeclarationException {
        if (open.isEmpty() && !name.equals("project")) {
            throw new RefusedDeclarationException(
                    line, "the element " + RefusedDeclarationException.shown(name), "project, as the first one");
        }
        if (open.size() >= MAX_DEPTH) {
            throw new RefusedDeclarationException(
                    line, "elements nested deeper than " + MAX_DEPTH, "at most so many within one another");
        }
        open.addLast(name);
        text.setLength(0);
        tooLong = false;
        String at = at();
        if (at.equals(PROFILE)) {
            profile = new Building();
        } else if (at.equals(PROJECT + "/parent")) {
            parentLine = line;
        } else if (isDependency(within(at))) {
            dependency.clear();
            dependencyLine = line;
        }
    }

    private void characters(String part) {
        if (text.length() + part.length() > MAX_TEXT) {
            tooLong = true;
        } else {
            text.append(part);
        }
    }

    private void end() {
        String at = at();
        String within = within(at);
        if (at.equals(PROFILE) && profile != null) {
            profiles.add(profile.built());
            profile = null;
        } else if (isDependency(within)) {
            (within.equals(DEPENDENCY) ? part().dependencies : part().managed).add(dependency());
        } else if (!tooLong) {
            value(within, text.toString().strip());
        }
        open.removeLast();
        text.setLength(0);
        tooLong = false;
    }

    /** A text that is too long for a name or a version is as good as none: what asks for it can't be told then. */
    private void value(String within, String value) {
        String name = within.substring(within.lastIndexOf('/') + 1);
        if (within.equals("/properties/" + name)) {
            part().properties.put(name, value);
        } else if (isDependency(within.substring(0, within.length() - name.length() - (within.isEmpty() ? 0 : 1)))) {
            dependency.put(name, value);
        } else if (profile == null && (within.equals("/" + name) || within.equals("/parent/" + name))) {
            if (!value.isEmpty() || name.equals("relativePath")) {
                own.put(within, value);
            }
        }
    }

    private Pom.Dependency dependency() {
        return new Pom.Dependency(
                given("groupId"),
                given("artifactId"),
                given("version"),
                given("scope"),
                Optional.ofNullable(given("type")).orElse("jar"),
                Optional.ofNullable(given("classifier")).orElse(""),
                dependencyLine);
    }

    private @Nullable String given(String name) {
        String value = dependency.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private Building part() {
        return profile == null ? project : profile;
    }

    private static boolean isDependency(String within) {
        return within.equals(DEPENDENCY) || within.equals(MANAGED);
    }

    private String at() {
        return "/" + String.join("/", open);
    }

    /** Behind the project, or behind the profile. */
    private static String within(String at) {
        if (at.startsWith(PROFILE)) {
            return at.substring(PROFILE.length());
        }
        return at.startsWith(PROJECT) ? at.substring(PROJECT.length()) : at;
    }
}
