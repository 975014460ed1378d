package io.jenkins.lib.releasegates.scanner.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Look at a folder.
 *
 * @param folder what to look at, absolute; paths in the result are relative to it
 * @param include patterns of paths within the folder, forward slashes, {@code *}, {@code **} and {@code ?}; empty means all
 * @param exclude the same; what both name is left out
 * @param database a folder with a snapshot of the database; SCA has to have one
 * @param rules a file of rules beside those of the bundle (secrets)
 * @param suppressions suppression files of Dependency-Check and CycloneDX VEX documents (SCA), or allow lists (secrets)
 * @param cache where results of unchanged files are remembered; empty means nowhere
 * @param code what SAST needs to know beyond the folder
 * @param secrets what the search for secrets needs to know
 * @param sbom documents that SCA shall write beside the result
 */
public record ScanJob(
        Kind kind,
        Path folder,
        List<String> include,
        List<String> exclude,
        Optional<Path> database,
        Optional<Path> rules,
        List<Path> suppressions,
        Optional<Path> cache,
        Code code,
        Secrets secrets,
        Path work,
        Path result,
        Limits limits,
        Optional<SbomOrder> sbom)
        implements Job {

    public ScanJob {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        suppressions = List.copyOf(suppressions);
    }

    /** A job without documents. */
    public ScanJob(
            Kind kind,
            Path folder,
            List<String> include,
            List<String> exclude,
            Optional<Path> database,
            Optional<Path> rules,
            List<Path> suppressions,
            Optional<Path> cache,
            Code code,
            Path work,
            Path result,
            Limits limits) {
        this(
                kind,
                folder,
                include,
                exclude,
                database,
                rules,
                suppressions,
                cache,
                code,
                Secrets.NONE,
                work,
                result,
                limits,
                Optional.empty());
    }

    /** A search for secrets. */
    public ScanJob(
            Kind kind,
            Path folder,
            List<String> include,
            List<String> exclude,
            Optional<Path> database,
            Optional<Path> rules,
            List<Path> suppressions,
            Optional<Path> cache,
            Code code,
            Secrets secrets,
            Path work,
            Path result,
            Limits limits) {
        this(
                kind,
                folder,
                include,
                exclude,
                database,
                rules,
                suppressions,
                cache,
                code,
                secrets,
                work,
                result,
                limits,
                Optional.empty());
    }

    @Override
    public List<Path> places() {
        return Stream.concat(Stream.of(result), sbom.stream().flatMap(order -> order.places().stream()))
                .toList();
    }

    /**
     * What the search for secrets needs to know.
     *
     * @param salt where the salt of fingerprints comes from; it never stands in a job
     * @param baselines results of earlier scans; what they hold is suppressed
     * @param fileBytes a larger text file is a problem
     */
    public record Secrets(UpdateJob.Key salt, List<Path> baselines, int fileBytes) {

        public static final Secrets NONE = new Secrets(UpdateJob.Key.NONE, List.of(), 20 << 20);

        public Secrets {
            baselines = List.copyOf(baselines);
        }
    }

    /**
     * What belongs to compiled code.
     *
     * @param classes folders of class files and jars of the project itself, relative to the folder; empty means every folder that is the root of packages
     * @param auxiliary jars and folders that its classes refer to
     * @param sources roots of sources, relative to the folder; a finding then names the file and not just its class
     */
    public record Code(List<String> classes, List<Path> auxiliary, List<String> sources) {

        public static final Code NONE = new Code(List.of(), List.of(), List.of());

        public Code {
            classes = List.copyOf(classes);
            auxiliary = List.copyOf(auxiliary);
            sources = List.copyOf(sources);
        }
    }
}
