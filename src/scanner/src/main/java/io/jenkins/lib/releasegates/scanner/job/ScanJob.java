package io.jenkins.lib.releasegates.scanner.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Look at a folder.
 *
 * @param folder what to look at, absolute; paths in the result are relative to it
 * @param include patterns of paths within the folder, forward slashes, {@code *}, {@code **} and {@code ?}; empty means all
 * @param exclude the same; what both name is left out
 * @param database a folder with a snapshot of the database; SCA has to have one
 * @param rules a folder or file with rules; secrets have to have one
 * @param suppressions suppression files of Dependency-Check (SCA), or the baseline (secrets)
 * @param cache where results of unchanged files are remembered; empty means nowhere
 * @param code what SAST needs to know beyond the folder
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
        Path work,
        Path result,
        Limits limits)
        implements Job {

    public ScanJob {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        suppressions = List.copyOf(suppressions);
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
