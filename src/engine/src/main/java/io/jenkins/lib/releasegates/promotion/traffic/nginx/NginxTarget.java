package io.jenkins.lib.releasegates.promotion.traffic.nginx;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.traffic.ServerWeights;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic.Slot;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import io.jenkins.lib.releasegates.promotion.traffic.process.OwnersCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The servers of an upstream of open source NGINX. A change is written, tested, and loaded by new workers; what can't be loaded is put back. It is
 * settled once no worker takes connections that was there before. Linux only: workers are told by {@code /proc}.
 *
 * <p>NGINX doesn't say which of its files a worker has read. So before a change it is kept beside the file which workers can't have read it; of a file
 * that somebody else has written since, nothing is claimed.
 */
public final class NginxTarget implements TrafficTarget {

    private static final int MOST_WEIGHT = 100_000;
    private static final int MOST_BYTES = 256 * 1024;

    /** For so long a change may be on its way to the workers before it is made again. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    private final NginxSettings settings;
    private final InstantSource clock;

    public NginxTarget(NginxSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Traffic read() throws TargetException {
        String text = text();
        IncludeFile.Read read = IncludeFile.parse(text, settings.servers());
        Workers workers = Workers.of(settings.pidFile());
        Optional<Written> written =
                Written.read(beside(".written")).filter(last -> last.content().equals(digest(text)));
        if (read.file().isEmpty()) {
            return traffic(Optional.empty(), Set.of(), true, text, settings.include() + ", " + read.trouble());
        }
        IncludeFile file = read.file().get();
        if (written.isEmpty()) {
            return traffic(
                    Optional.empty(),
                    file.out(),
                    true,
                    text,
                    settings.include()
                            + " was written by somebody else, so nobody can tell whether the workers have read it; adopt it, or shift");
        }
        boolean settled = Collections.disjoint(written.get().before(), workers.active());
        boolean begun = !written.get().before().containsAll(workers.active());
        boolean lately = clock.instant().isBefore(written.get().at().plus(ON_ITS_WAY));
        if (!begun && !lately) {
            return traffic(
                    Optional.empty(), file.out(), false, text, settings.include() + " was written and not loaded");
        }
        return traffic(
                ServerWeights.percents(sums(file)),
                file.out(),
                settled,
                text,
                words(file) + (settled ? "" : ", on its way"));
    }

    @Override
    public void shift(Weights to, Traffic seen) throws TargetException {
        String text = text();
        if (!digest(text).equals(seen.version())) {
            throw new TargetException(
                    Reason.CHANGED, settings.include() + " was written by somebody else since it was read");
        }
        SortedMap<String, Integer> weights = ServerWeights.of(to, settings.servers(), MOST_WEIGHT)
                .orElseThrow(
                        () -> new TargetException(Reason.REFUSED, to + " can't be had with " + settings.servers()));
        Set<String> out = new TreeSet<>(IncludeFile.parse(text, settings.servers())
                .file()
                .map(IncludeFile::out)
                .orElse(Set.of()));
        out.removeIf(slot -> to.of(slot) > 0);
        change(text, new IncludeFile(weights, out));
    }

    @Override
    public void retire(String slot) throws TargetException {
        String text = text();
        IncludeFile file = IncludeFile.parse(text, settings.servers())
                .file()
                .orElseThrow(() ->
                        new TargetException(Reason.REFUSED, settings.include() + " was written by somebody else"));
        List<String> servers = settings.servers().get(slot);
        if (servers == null) {
            throw new TargetException(Reason.REFUSED, settings.include() + ": there is no slot " + slot);
        }
        if (servers.stream().anyMatch(server -> file.weights().getOrDefault(server, 0) > 0)) {
            throw new TargetException(
                    Reason.REFUSED, settings.include() + ": slot " + slot + " has traffic: " + words(file));
        }
        Set<String> out = new TreeSet<>(file.out());
        if (out.add(slot)) {
            change(text, new IncludeFile(file.weights(), out));
        }
    }

    /**
     * Takes over what somebody else has written, as far as it says what such a file may say: has it loaded, so that it is known to be in force.
     *
     * @throws TargetException saying what stands there that can't be taken over
     */
    public void adopt() throws TargetException {
        String text = text();
        IncludeFile.Read read = IncludeFile.parse(text, settings.servers());
        change(
                text,
                read.file()
                        .orElseThrow(
                                () -> new TargetException(Reason.REFUSED, settings.include() + ", " + read.trouble())));
    }

    private void change(String before, IncludeFile to) throws TargetException {
        Path kept = beside(".written");
        try {
            Optional<String> keptBefore = Files.exists(kept) ? Optional.of(Files.readString(kept)) : Optional.empty();
            String text = to.text(settings.servers());
            put(kept, new Written(digest(text), Workers.of(settings.pidFile()).active(), clock.instant()).text());
            put(settings.include(), text);
            try {
                run(settings.test(), "it can't be loaded");
                run(settings.reload(), "it wasn't loaded");
            } catch (TargetException e) {
                put(settings.include(), before);
                if (keptBefore.isPresent()) {
                    put(kept, keptBefore.get());
                } else {
                    Files.deleteIfExists(kept);
                }
                throw e;
            }
        } catch (IOException e) {
            throw new TargetException(Reason.REFUSED, settings.include() + " can't be written: " + e, e);
        }
    }

    private void run(OwnersCommand command, String otherwise) throws TargetException {
        OwnersCommand.Result result = command.run("");
        if (result.exit() != 0) {
            String said = (result.errors() + result.output()).strip();
            throw new TargetException(
                    Reason.REFUSED,
                    settings.include() + ": " + otherwise + ", and it is as it was before: " + command + " ended with "
                            + result.exit() + ": " + said.substring(Math.max(0, said.length() - 300)));
        }
    }

    private void put(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text, StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path beside(String ending) {
        return settings.include().resolveSibling(settings.include().getFileName() + ending);
    }

    private String text() throws TargetException {
        try {
            if (Files.size(settings.include()) > MOST_BYTES) {
                throw new TargetException(
                        Reason.MALFORMED, settings.include() + " has more than " + MOST_BYTES + " bytes");
            }
            return new String(Files.readAllBytes(settings.include()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TargetException(Reason.UNREACHABLE, settings.include() + " can't be read: " + e, e);
        }
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private SortedMap<String, Long> sums(IncludeFile file) {
        SortedMap<String, Long> sums = new TreeMap<>();
        settings.servers()
                .forEach((slot, servers) -> sums.put(
                        slot,
                        servers.stream()
                                .mapToLong(server -> file.weights().getOrDefault(server, 0))
                                .sum()));
        return sums;
    }

    private Traffic traffic(Optional<Weights> weights, Set<String> out, boolean settled, String text, String words) {
        SortedMap<String, Slot> slots = new TreeMap<>();
        settings.servers().keySet().forEach(slot -> slots.put(slot, out.contains(slot) ? Slot.OUT : Slot.READY));
        return new Traffic(weights, slots, settled, digest(text), words);
    }

    private static String words(IncludeFile file) {
        StringBuilder words = new StringBuilder();
        for (Map.Entry<String, Integer> server : file.weights().entrySet()) {
            words.append(words.length() == 0 ? "" : ", ")
                    .append(server.getKey())
                    .append(' ')
                    .append(server.getValue());
        }
        return words.toString();
    }
}
