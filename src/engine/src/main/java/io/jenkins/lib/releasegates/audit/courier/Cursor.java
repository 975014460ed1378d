package io.jenkins.lib.releasegates.audit.courier;

import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.disk.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** How far somebody has got, as a number in a file of its own. Used by one thread at a time. */
public final class Cursor {

    private static final int MAX_BYTES = 32;

    private final Disk disk;
    private final String directory;
    private final String name;
    private boolean lasting;

    /** With the directory, which is made when it is missing, and the plain name of the file in it. */
    public Cursor(Disk disk, String directory, String name) {
        this.disk = disk;
        this.directory = directory;
        this.name = name;
    }

    /**
     * What was kept; empty when nothing was ever.
     *
     * @param highest that makes sense; one that is higher is of another time, and is taken for 0 like one that is no number
     */
    public OptionalLong read(long highest) throws IOException {
        String path = directory + "/" + name;
        if (disk.size(path).isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long read = Long.parseLong(new String(disk.read(path, 0, MAX_BYTES), StandardCharsets.US_ASCII).strip());
            return OptionalLong.of(read >= 0 && read <= highest ? read : 0);
        } catch (FileNotFoundException e) {
            return OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.of(0);
        }
    }

    /** Keeps a number, durable on return. */
    public void write(long number) throws IOException {
        if (!lasting) {
            disk.makeDirectory(directory);
            disk.forceDirectory("");
            lasting = true;
        }
        WholeFile.place(disk, directory, name, (number + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
