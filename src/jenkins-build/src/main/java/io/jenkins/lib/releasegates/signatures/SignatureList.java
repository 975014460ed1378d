package io.jenkins.lib.releasegates.signatures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The signatures of the declared types as a real Jenkins has them, in a text file: {@code version} lines (core and
 * plugins that hold the types), then a {@code type} line each, followed by its indented supertypes and members.
 */
public final class SignatureList {
    private static final String VERSION = "version ";
    private static final String TYPE = "type ";
    private static final String SUPERTYPE = "  extends ";
    private static final String MEMBER = "  ";

    private final SortedMap<String, String> versions;
    private final SortedMap<String, TypeSignature> types = new TreeMap<>();

    /**
     * Makes a list.
     *
     * @param versions by plugin id, {@code jenkins} for the core
     */
    public SignatureList(SortedMap<String, String> versions, Collection<TypeSignature> types) {
        this.versions = new TreeMap<>(versions);
        types.forEach(type -> this.types.put(type.name(), type));
    }

    /**
     * Reads a file that {@link #lines()} was written to.
     *
     * @throws IOException when it cannot be read, or a line has none of the expected forms
     */
    public static SignatureList read(Path file) throws IOException {
        SortedMap<String, String> versions = new TreeMap<>();
        List<TypeSignature> types = new ArrayList<>();
        String name = "";
        String kind = "";
        SortedSet<String> supertypes = new TreeSet<>();
        SortedSet<String> members = new TreeSet<>();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(TYPE + "end of file");
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            if (line.startsWith(TYPE) && words.length == 3) {
                if (!name.isEmpty()) {
                    types.add(new TypeSignature(name, kind, supertypes, members));
                }
                name = words[1];
                kind = words[2];
                supertypes.clear();
                members.clear();
            } else if (line.startsWith(SUPERTYPE)) {
                supertypes.add(line.substring(SUPERTYPE.length()));
            } else if (line.startsWith(MEMBER)) {
                members.add(line.substring(MEMBER.length()));
            } else if (line.startsWith(VERSION) && words.length == 3) {
                versions.put(words[1], words[2]);
            } else if (!line.startsWith("#")) {
                throw new IOException(file + ": neither version, type nor member: " + line);
            }
        }
        return new SignatureList(versions, types);
    }

    /** Version by plugin id, {@code jenkins} for the core. */
    public SortedMap<String, String> versions() {
        return new TreeMap<>(versions);
    }

    /** Binary names of all types. */
    public SortedSet<String> names() {
        return new TreeSet<>(types.keySet());
    }

    /** The real type of this binary name. */
    public Optional<TypeSignature> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The list as text. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("# What a real Jenkins offers, for each type that is declared here. Facts, written by"
                + " bin/jenkins-signatures; not to be edited.");
        versions.forEach((id, version) -> lines.add(VERSION + id + " " + version));
        for (TypeSignature type : types.values()) {
            lines.add(TYPE + type.name() + " " + type.kind());
            type.supertypes().forEach(name -> lines.add(SUPERTYPE + name));
            type.members().forEach(member -> lines.add(MEMBER + member));
        }
        return lines;
    }
}
