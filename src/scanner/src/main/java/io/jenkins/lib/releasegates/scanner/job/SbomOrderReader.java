package io.jenkins.lib.releasegates.scanner.job;

import io.jenkins.lib.releasegates.scanner.job.SbomOrder.Documents;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The member {@code sbom} of a job. */
final class SbomOrderReader {

    private static final Set<String> FILES = Set.of("json", "xml");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,1000}");

    private SbomOrderReader() {}

    /**
     * Reads it.
     *
     * @param result the place of the job's result, which no document may take
     */
    static SbomOrder read(Members job, Path result) throws RefusedJobException {
        Members sbom = job.object("sbom", Set.of("name", "version", "timestamp", "json", "xml", "vex"));
        Documents bom = documents(sbom);
        if (bom.isEmpty()) {
            throw sbom.refused("", "neither json nor xml", "one of them, or both");
        }
        Documents vex = Documents.NONE;
        if (sbom.has("vex")) {
            Members second = sbom.object("vex", FILES);
            vex = documents(second);
            if (vex.isEmpty()) {
                throw second.refused("", "neither json nor xml", "one of them, or both");
            }
        }
        SbomOrder order = new SbomOrder(
                name(sbom, "name"),
                sbom.has("version") ? Optional.of(name(sbom, "version")) : Optional.empty(),
                timestamp(sbom),
                bom,
                vex);
        distinct(order, result, sbom);
        return order;
    }

    private static Documents documents(Members members) throws RefusedJobException {
        return new Documents(document(members, "json"), document(members, "xml"));
    }

    private static Optional<Path> document(Members members, String name) throws RefusedJobException {
        return members.has(name) ? Optional.of(members.newFile(name)) : Optional.empty();
    }

    private static String name(Members sbom, String name) throws RefusedJobException {
        String found = sbom.text(name);
        if (!NAME.matcher(found).matches() || found.isBlank()) {
            throw sbom.refused(
                    name, Members.shown(found), "a text of at most 1000 characters, none of them a control character");
        }
        return found;
    }

    private static Optional<Instant> timestamp(Members sbom) throws RefusedJobException {
        if (!sbom.has("timestamp")) {
            return Optional.empty();
        }
        String found = sbom.text("timestamp");
        try {
            Instant instant = Instant.parse(found);
            // Years that need a sign are none of the format's.
            if (found.length() <= 30 && Character.isDigit(found.charAt(0))) {
                return Optional.of(instant);
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw sbom.refused("timestamp", Members.shown(found), "an instant in UTC such as 2026-11-21T08:00:00Z");
    }

    private static void distinct(SbomOrder order, Path result, Members sbom) throws RefusedJobException {
        Set<Path> taken = new HashSet<>(Set.of(result, unfinished(result)));
        for (Path place : order.places()) {
            boolean free = taken.add(place);
            if (!taken.add(unfinished(place)) || !free) {
                throw sbom.refused(
                        "", "the place " + Members.shown(place.toString()) + " twice", "another one for each document");
            }
        }
    }

    /** As the result and the documents are called until they are complete. */
    private static Path unfinished(Path place) {
        return place.resolveSibling(place.getFileName() + ".unfinished");
    }
}
