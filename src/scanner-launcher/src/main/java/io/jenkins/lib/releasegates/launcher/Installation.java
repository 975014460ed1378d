package io.jenkins.lib.releasegates.launcher;

import java.nio.file.Path;

/**
 * Where a worker is and what it may use.
 *
 * @param bundle the folder of its bundle
 * @param manifest the bytes of the bundle's manifest, from somewhere that builds can't reach; held against the folder at each start
 * @param home where a folder for each run is made, deleted afterwards; created when it is missing
 * @param java the program that runs it, Java 17 or newer
 * @param heapMegabytes the worker's largest heap
 */
public record Installation(Path bundle, byte[] manifest, Path home, Path java, int heapMegabytes) {

    /** What a scan of a large application takes with room to spare. */
    public static final int DEFAULT_HEAP_MEGABYTES = 1024;

    public Installation {
        manifest = manifest.clone();
        if (heapMegabytes < 64) {
            throw new IllegalArgumentException(
                    "A worker needs a heap of at least 64 megabytes, found " + heapMegabytes);
        }
    }

    @Override
    public byte[] manifest() {
        return manifest.clone();
    }

    /** The program that runs this very process. */
    public static Path sameJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
