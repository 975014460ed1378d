package io.jenkins.lib.releasegates.slo.history;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BurnAlert;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link HistoryWriter} wrote, and nothing else. A sample that can't be read is left out and told; without its first line a file says nothing. */
final class HistoryReader {

    static final int MAX_LINE = 8 << 10;
    private static final int MOST_TOLD = 5;
    private static final int MOST_LOST = 1_000_000_000;

    private final String file;
    private final List<BudgetSample> samples = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private int unread;

    private HistoryReader(String file) {
        this.file = file;
    }

    /**
     * The history in these bytes.
     *
     * @param file what troubles call it
     * @throws UnreadableHistoryException when the first line doesn't say whose it is
     */
    static BudgetHistory read(byte[] bytes, String file) throws UnreadableHistoryException {
        return new HistoryReader(file).history(bytes);
    }

    private BudgetHistory history(byte[] bytes) throws UnreadableHistoryException {
        List<ByteBuffer> lines = lines(bytes);
        HistoryLine head;
        BudgetHistory.About about;
        int lost;
        try {
            head = HistoryLine.of(text(lines.get(0)));
            about = about(head);
            lost = head.whole("lost", MOST_LOST);
            head.end();
        } catch (UnreadableHistoryException e) {
            throw new UnreadableHistoryException(file + ":1: " + e.getMessage());
        }
        for (int i = 1; i < lines.size(); i++) {
            sample(lines.get(i), i + 1);
        }
        if (unread > troubles.size()) {
            troubles.add(file + ": " + (unread - troubles.size()) + " more lines can't be read");
        }
        return new BudgetHistory(about, samples, Math.min(MOST_LOST, lost + unread), troubles);
    }

    private void sample(ByteBuffer line, int number) {
        try {
            BudgetSample sample = sample(HistoryLine.of(text(line)));
            Instant last = samples.isEmpty()
                    ? Instant.MIN
                    : samples.get(samples.size() - 1).at();
            if (!sample.at().isAfter(last)) {
                throw new UnreadableHistoryException("at: found " + sample.at() + ", allowed: later than " + last);
            }
            if (samples.size() == BudgetHistory.MOST) {
                throw new UnreadableHistoryException("found one more sample, allowed: at most " + BudgetHistory.MOST);
            }
            samples.add(sample);
        } catch (UnreadableHistoryException e) {
            unread++;
            if (troubles.size() < MOST_TOLD) {
                troubles.add(file + ":" + number + ": " + e.getMessage());
            }
        }
    }

    /** The last line ends with a line feed, too, or it was cut off. */
    private static List<ByteBuffer> lines(byte[] bytes) {
        List<ByteBuffer> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(ByteBuffer.wrap(bytes, from, i - from));
                from = i + 1;
            }
        }
        if (from < bytes.length || lines.isEmpty()) {
            lines.add(ByteBuffer.wrap(bytes, from, bytes.length - from));
        }
        return lines;
    }

    private static String text(ByteBuffer line) throws UnreadableHistoryException {
        if (line.remaining() > MAX_LINE) {
            throw new UnreadableHistoryException("found " + line.remaining() + " bytes, allowed: at most " + MAX_LINE);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableHistoryException("found bytes that aren't UTF-8, allowed: UTF-8");
        }
    }

    private static BudgetHistory.About about(HistoryLine line) throws UnreadableHistoryException {
        if (line.whole("version", Integer.MAX_VALUE) != HistoryWriter.VERSION) {
            throw line.refused("version", String.valueOf(HistoryWriter.VERSION));
        }
        if (!line.text("kind").equals(HistoryWriter.KIND)) {
            throw line.refused("kind", HistoryWriter.KIND);
        }
        return new BudgetHistory.About(
                line.text("environment"),
                new ServiceLevelObjective.Name(line.text("service"), line.text("slo"), line.text("part")),
                digest(line),
                line.text("connection"),
                line.word("way", ErrorBudget.Way.class),
                line.duration("period"));
    }

    private static Digest digest(HistoryLine line) throws UnreadableHistoryException {
        try {
            return Digest.parse(line.text("definition"));
        } catch (IllegalArgumentException e) {
            throw line.refused("definition", "a digest such as sha256:" + "0".repeat(64));
        }
    }

    private static BudgetSample sample(HistoryLine line) throws UnreadableHistoryException {
        Instant at = line.instant("at");
        BudgetSample.Outcome outcome = line.word("outcome", BudgetSample.Outcome.class);
        boolean known = outcome == BudgetSample.Outcome.KNOWN;
        BudgetSample sample = new BudgetSample(
                at,
                known ? Optional.of(level(line)) : Optional.empty(),
                outcome,
                known ? "" : line.text("reason"),
                known ? "" : line.text("why"));
        line.end();
        return sample;
    }

    private static BudgetSample.Level level(HistoryLine line) throws UnreadableHistoryException {
        List<BudgetSample.Rule> rules = new ArrayList<>();
        for (HistoryLine rule : line.objects("rules")) {
            rules.add(new BudgetSample.Rule(
                    new BurnAlert(
                            rule.word("severity", BurnAlert.Severity.class),
                            rule.word("speed", BurnAlert.Speed.class),
                            rule.number("limit", Double.MIN_VALUE, Double.MAX_VALUE),
                            rule.duration("longWindow"),
                            rule.duration("shortWindow"),
                            rule.word("state", BurnAlert.State.class)),
                    rule.rate("long"),
                    rule.rate("short")));
            rule.end();
        }
        BudgetSample.Level level = new BudgetSample.Level(
                line.number("remaining", -Double.MAX_VALUE, 1), line.number("sli", -Double.MAX_VALUE, 1), rules);
        if (line.word("state", ErrorBudget.State.class) != level.state()) {
            throw new UnreadableHistoryException("state: found " + Issues.quoted(line.text("state")) + ", allowed: "
                    + level.state() + ", as remaining and rules say");
        }
        return level;
    }
}
