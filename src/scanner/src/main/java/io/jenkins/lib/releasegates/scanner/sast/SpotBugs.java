package io.jenkins.lib.releasegates.scanner.sast;

import io.jenkins.lib.releasegates.scanner.result.Header;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * SpotBugs and Find Security Bugs in a folder of jars. Both are under the LGPL: they stay jars of their own, behind a class loader of their own, and
 * are called by the one method that a command line would call. SpotBugs keeps its state in static fields, so it runs once in a process.
 */
final class SpotBugs {

    private static final Pattern NAME = Pattern.compile("(spotbugs|findsecbugs-plugin)-(\\d[\\d.]*)\\.jar");
    private static final Pattern PATTERN = Pattern.compile("<BugPattern\\b");

    private final List<Path> jars;
    private final Path engine;
    private final Path plugin;

    private SpotBugs(List<Path> jars, Path engine, Path plugin) {
        this.jars = jars;
        this.engine = engine;
        this.plugin = plugin;
    }

    static SpotBugs in(Path folder) throws ScanException, IOException {
        List<Path> jars = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                jars = files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList();
            }
        }
        return new SpotBugs(jars, named("spotbugs", jars, folder), named("findsecbugs-plugin", jars, folder));
    }

    private static Path named(String name, List<Path> jars, Path folder) throws ScanException {
        for (Path jar : jars) {
            Matcher matcher = NAME.matcher(String.valueOf(jar.getFileName()));
            if (matcher.matches() && matcher.group(1).equals(name)) {
                return jar;
            }
        }
        throw new ScanException(
                Outcome.UNUSABLE_DATA,
                "No rules for code: found no " + name + " in " + folder + ", allowed: a whole bundle of the worker");
    }

    Header.Tool tool() {
        return new Header.Tool("SpotBugs with Find Security Bugs", version(engine) + " with " + version(plugin));
    }

    private static String version(Path jar) {
        Matcher matcher = NAME.matcher(String.valueOf(jar.getFileName()));
        return matcher.matches() ? matcher.group(2) : "";
    }

    /** All of its jars, and how many kinds of bugs these know. */
    Header.Rules rules() throws IOException {
        MessageDigest digest = FileDigest.sha256();
        for (Path jar : jars) {
            digest.update((FileDigest.of(jar) + " " + jar.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return new Header.Rules(FileDigest.text(digest.digest()), patterns(engine) + patterns(plugin));
    }

    private static int patterns(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry("findbugs.xml");
            if (entry == null) {
                throw new IOException("found no findbugs.xml in " + jar);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return (int) PATTERN.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .results()
                        .count();
            }
        }
    }

    /** Looks at the code and writes its XML. */
    void run(List<Path> code, List<Path> auxiliary, Path report) throws ScanException, IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-effort:max", "-low", "-pluginList", plugin.toString(), "-xml:withMessages=" + report));
        if (!auxiliary.isEmpty()) {
            arguments.add("-auxclasspath");
            arguments.add(auxiliary.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
        code.forEach(root -> arguments.add(root.toString()));
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            // SpotBugs loads the plugin itself. On its own class path, too, every rank of the plugin would be five too
            // bad.
            if (!jar.equals(plugin)) {
                urls.add(jar.toUri().toURL());
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader("spotbugs", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            loader.loadClass("edu.umd.cs.findbugs.FindBugs2")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof OutOfMemoryError full) {
                throw full;
            }
            throw new ScanException(Outcome.FAILED, "SpotBugs failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new ScanException(Outcome.UNUSABLE_DATA, "SpotBugs can't be loaded: " + e, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
