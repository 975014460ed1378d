package io.jenkins.lib.releasegates.signatures;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * Class files by internal name ({@code hudson/model/Run}), from jars and class directories, with the running JDK behind
 * them. Nothing is loaded or run.
 */
public final class ClassFiles {
    private final Map<String, Path> places = new HashMap<>();
    private final Map<String, Optional<ClassNode>> read = new HashMap<>();
    private final SortedMap<String, String> versions = new TreeMap<>();

    /**
     * Indexes what lies in the given places.
     *
     * @param places jars, directories of classes, or directories that hold jars at any depth
     * @throws IOException when one of them cannot be read
     */
    public ClassFiles(List<Path> places) throws IOException {
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                addJar(place);
                continue;
            }
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (file.toString().endsWith(".jar")) {
                        addJar(file);
                    } else if (file.toString().endsWith(".class")) {
                        String name = place.relativize(file).toString().replace('\\', '/');
                        this.places.putIfAbsent(name, file);
                    }
                }
            }
        }
    }

    /** Version by plugin id ({@code jenkins} for the core), as the jars' manifests say. */
    public SortedMap<String, String> versions() {
        return new TreeMap<>(versions);
    }

    /** The id under which {@link #versions()} knows the jar that holds this type; empty for JDK and other types. */
    public Optional<String> component(String internalName) throws IOException {
        Path place = places.get(internalName + ".class");
        if (place == null || !place.toString().endsWith(".jar")) {
            return Optional.empty();
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            return component(jar).map(Map.Entry::getKey);
        }
    }

    Optional<ClassNode> find(String internalName) {
        return read.computeIfAbsent(internalName, this::parse);
    }

    private void addJar(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .forEach(name -> places.putIfAbsent(name, file));
            component(jar).ifPresent(found -> versions.put(found.getKey(), found.getValue()));
        }
    }

    private static Optional<Map.Entry<String, String>> component(JarFile jar) throws IOException {
        if (jar.getManifest() == null) {
            return Optional.empty();
        }
        Attributes main = jar.getManifest().getMainAttributes();
        String plugin = main.getValue("Short-Name");
        if (plugin != null && main.getValue("Plugin-Version") != null) {
            return Optional.of(Map.entry(plugin, main.getValue("Plugin-Version")));
        }
        if (jar.getEntry("jenkins/model/Jenkins.class") != null && main.getValue("Implementation-Version") != null) {
            return Optional.of(Map.entry("jenkins", main.getValue("Implementation-Version")));
        }
        return Optional.empty();
    }

    private Optional<ClassNode> parse(String internalName) {
        try {
            Path place = places.get(internalName + ".class");
            if (place == null) {
                try (InputStream jdk =
                        ClassLoader.getPlatformClassLoader().getResourceAsStream(internalName + ".class")) {
                    return jdk == null ? Optional.empty() : Optional.of(parse(jdk));
                }
            }
            if (place.toString().endsWith(".class")) {
                try (InputStream in = Files.newInputStream(place)) {
                    return Optional.of(parse(in));
                }
            }
            try (JarFile jar = new JarFile(place.toFile());
                    InputStream in = jar.getInputStream(jar.getJarEntry(internalName + ".class"))) {
                return Optional.of(parse(in));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read class " + internalName, broken);
        }
    }

    private static ClassNode parse(InputStream in) throws IOException {
        ClassNode node = new ClassNode();
        new ClassReader(in).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }
}
