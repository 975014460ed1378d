package io.jenkins.lib.releasegates.verify.log;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import io.jenkins.lib.releasegates.verify.files.LimitedStream;
import io.jenkins.lib.releasegates.verify.files.Line;
import io.jenkins.lib.releasegates.verify.files.LineSource;
import io.jenkins.lib.releasegates.verify.note.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the files of {@code checkpoints/} apart into checkpoints, one in memory at a time. What a running ledger appends after this was made
 * isn't looked at: the entries of such a checkpoint may not be seen either.
 */
final class CheckpointFiles implements Closeable {

    static final String DIRECTORY = "checkpoints";

    private static final int PER_FILE = 1_000;
    private static final int MAX_FILES = 200_000;
    private static final Pattern NAME = Pattern.compile("[0-9]{12,16}\\.txt");
    private static final byte[] BEGIN = "release-gates/".getBytes(StandardCharsets.UTF_8);

    private final LedgerDirectory ledger;
    private final Observations observations;
    private final TreeSet<Long> files = new TreeSet<>();
    private long lengthOfLast;
    private long file = -1;
    private @Nullable LineSource source;
    private Optional<Line> ahead = Optional.empty();
    private int inFile;

    /**
     * A checkpoint as it stands there.
     *
     * @param place its file and the number of its first line
     * @param bytes of the note, without the empty line behind it
     * @param named the size that its file is named by; only of the first one in a file
     */
    record Piece(String place, byte[] bytes, Optional<Long> named) {}

    CheckpointFiles(LedgerDirectory ledger, Observations observations) {
        this.ledger = ledger;
        this.observations = observations;
        try {
            Kind kind = ledger.kind(DIRECTORY);
            if (kind == Kind.DIRECTORY) {
                ledger.each(DIRECTORY, this::listed);
            } else if (kind != Kind.NOTHING) {
                observations.wrong(DIRECTORY, "found something else than a directory; links aren't followed");
            }
            if (!files.isEmpty()) {
                lengthOfLast = ledger.size(name(files.last()));
            }
        } catch (IOException e) {
            observations.wrong(DIRECTORY, "can't be read: " + LedgerDirectory.reason(e));
        }
    }

    private void listed(String name) {
        String place = DIRECTORY + "/" + name;
        if (!NAME.matcher(name).matches()) {
            observations.foreign(place);
            return;
        }
        long size = Long.parseLong(name.substring(0, name.indexOf('.')));
        if (!name(size).equals(place) || files.size() >= MAX_FILES) {
            observations.wrong(
                    place,
                    "found a file of that name, expected names such as " + name(4) + " and at most " + MAX_FILES
                            + " of them");
        } else {
            files.add(size);
        }
    }

    /** The next one whose lines can be told from those of its neighbours; empty at the end. */
    Optional<Piece> next() {
        while (source != null || openNext()) {
            try {
                Optional<Piece> piece = piece();
                if (piece.isPresent()) {
                    return piece;
                }
                endOfFile();
            } catch (IOException e) {
                observations.wrong(name(file), "can't be read: " + LedgerDirectory.reason(e));
            }
            close();
        }
        return Optional.empty();
    }

    private boolean openNext() {
        Long next = files.higher(file);
        if (next == null) {
            return false;
        }
        file = next;
        inFile = 0;
        ahead = Optional.empty();
        try {
            long most = isLast() ? lengthOfLast : Long.MAX_VALUE;
            source = new LineSource(new LimitedStream(ledger.open(name(next)), most), SignedNote.MAX_BYTES);
            return true;
        } catch (IOException e) {
            observations.wrong(name(next), "can't be read: " + LedgerDirectory.reason(e));
            return openNext();
        }
    }

    private Optional<Piece> piece() throws IOException {
        Optional<Line> first = line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String place = name(file) + ":" + first.get().number();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int blanks = 0;
        Optional<Line> line = first;
        for (; line.isPresent() && blanks < 2; line = line()) {
            if (bytes.size() > 0 && begins(line.get())) {
                break;
            }
            boolean blank = line.get().finished() && line.get().length() == 0;
            blanks += blank ? 1 : 0;
            if (blanks < 2 && bytes.size() <= SignedNote.MAX_BYTES) {
                bytes.writeBytes(line.get().bytes());
                if (line.get().finished()) {
                    bytes.write('\n');
                }
            }
        }
        ahead = line;
        if (blanks < 2 && line.isEmpty() && isLast() && Torn.isCheckpoint(bytes.toByteArray())) {
            observations.note(
                    place + " is the beginning of a checkpoint that was never finished, as a crash or one that"
                            + " is just being written leaves it");
            return Optional.empty();
        }
        inFile++;
        if (blanks < 2) {
            observations.wrong(place, "found no end of this checkpoint, expected an empty line behind its signature");
        }
        return Optional.of(new Piece(place, bytes.toByteArray(), inFile == 1 ? Optional.of(file) : Optional.empty()));
    }

    private Optional<Line> line() throws IOException {
        if (ahead.isPresent()) {
            Optional<Line> line = ahead;
            ahead = Optional.empty();
            return line;
        }
        return source == null ? Optional.empty() : source.next();
    }

    private static boolean begins(Line line) {
        return line.bytes().length >= BEGIN.length
                && Arrays.equals(line.bytes(), 0, BEGIN.length, BEGIN, 0, BEGIN.length);
    }

    private void endOfFile() {
        if (isLast() ? inFile > PER_FILE : inFile != PER_FILE) {
            observations.wrong(
                    name(file),
                    "found " + inFile + " checkpoints, expected " + (isLast() ? "at most " : "") + PER_FILE
                            + (isLast() ? "" : " in every file but the last: some were removed or added"));
        }
    }

    private boolean isLast() {
        return files.higher(file) == null;
    }

    private static String name(long size) {
        return DIRECTORY + "/" + String.format(Locale.ROOT, "%012d.txt", size);
    }

    @Override
    public void close() {
        if (source != null) {
            try {
                source.close();
            } catch (IOException e) {
                observations.note(name(file) + " could not be closed: " + LedgerDirectory.reason(e));
            }
            source = null;
        }
    }
}
