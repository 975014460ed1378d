package io.jenkins.lib.releasegates.evidence.reader.library;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the libraries from writing a warning per finding into the agent's log, for as long as it is open and for their loggers only. */
final class LibraryNoise implements AutoCloseable {

    /** violations-lib names its loggers after its classes, without a package. */
    private static final List<String> NOISY = List.of(
            "edu.umd.cs",
            "Parser",
            "SarifParser",
            "SarifParserDeserializer",
            "SarifParserOriginalUri",
            "ViolationsApi");

    private record Silenced(Logger logger, @Nullable Filter filter) {}

    private final List<Silenced> silenced = new ArrayList<>();

    private LibraryNoise() {}

    static LibraryNoise silence() {
        LibraryNoise noise = new LibraryNoise();
        for (String name : NOISY) {
            Logger logger = Logger.getLogger(name);
            noise.silenced.add(new Silenced(logger, logger.getFilter()));
            logger.setFilter(message -> false);
        }
        return noise;
    }

    @Override
    public void close() {
        silenced.forEach(one -> one.logger().setFilter(one.filter()));
    }
}
