package io.jenkins.lib.releasegates.scanner.sast;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The name that a class file gives itself (Java Virtual Machine Specification, chapter 4). */
final class ClassName {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;

    private ClassName() {}

    /** With slashes; empty where the file is no class file. */
    static Optional<String> of(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                return Optional.empty();
            }
            in.readInt(); // version
            int count = in.readUnsignedShort();
            String[] texts = new String[count];
            int[] classes = new int[count];
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case UTF8 -> texts[i] = in.readUTF();
                    case CLASS -> classes[i] = in.readUnsignedShort();
                    case 8, 16, 19, 20 -> in.readUnsignedShort();
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
                    case 5, 6 -> {
                        in.readLong();
                        i++; // takes two places
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            in.readUnsignedShort(); // access
            return Optional.ofNullable(texts[classes[in.readUnsignedShort()]]);
        } catch (java.io.EOFException | java.io.UTFDataFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
