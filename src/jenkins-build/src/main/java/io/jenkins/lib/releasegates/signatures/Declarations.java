package io.jenkins.lib.releasegates.signatures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The compiled declarations of a module, and what they must agree with. */
public final class Declarations {
    private final Path directory;
    private final ClassFiles classes;

    /**
     * Reads declarations.
     *
     * @param directory of their class files
     * @param libraries jars that the declarations are compiled against, real ones
     */
    public Declarations(Path directory, List<Path> libraries) throws IOException {
        this.directory = directory;
        List<Path> places = new ArrayList<>(List.of(directory));
        places.addAll(libraries);
        this.classes = new ClassFiles(places);
    }

    /** Internal names of the public and protected types that are declared, sorted. */
    public List<String> types() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".class")
                            && !file.endsWith("package-info.class")
                            && !file.matches(".*[$][0-9]+.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }

    /** The declared type. */
    public TypeSignature declared(String type) throws UnknownTypeException {
        return new TypeReader(classes).read(type, memberNames(type)::contains);
    }

    /**
     * The list of what is really there, for all types declared.
     *
     * @param jenkins class files of a real Jenkins
     * @throws UnknownTypeException when it doesn't have one of the types
     */
    public SignatureList realIn(ClassFiles jenkins) throws IOException, UnknownTypeException {
        List<TypeSignature> types = new ArrayList<>();
        SortedMap<String, String> versions = new TreeMap<>();
        SortedMap<String, String> all = jenkins.versions();
        versions.put("jenkins", all.getOrDefault("jenkins", "unknown"));
        for (String type : types()) {
            types.add(new TypeReader(jenkins).read(type, memberNames(type)::contains));
            Optional<String> component = jenkins.component(type);
            component.ifPresent(id -> versions.put(id, all.getOrDefault(id, "unknown")));
        }
        return new SignatureList(versions, types);
    }

    private Set<String> memberNames(String type) throws UnknownTypeException {
        return new TypeReader(classes).ownNames(type);
    }
}
