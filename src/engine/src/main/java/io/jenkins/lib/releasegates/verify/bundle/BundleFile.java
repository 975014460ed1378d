package io.jenkins.lib.releasegates.verify.bundle;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The zip file of a bundle. Every byte of it has one form that follows from the names and contents of its members: they are stored and not
 * compressed, ordered by name, and nothing stands between them, so that nothing in it can be hidden, unpacked without end, or read in two ways.
 * Keeps the names in memory and nothing else. Not thread-safe.
 */
public final class BundleFile implements Closeable {

    private static final long MAX_BYTES = 1L << 30;
    private static final int MAX_MEMBERS = 60_000;
    private static final int BUFFER = 64 * 1024;
    private static final int UNSIGNED_SHORT = 0xffff;

    private final RandomAccessFile file;
    private final TreeMap<String, Member> members = new TreeMap<>();

    private BundleFile(RandomAccessFile file) {
        this.file = file;
    }

    private record Member(long at, int size, int crc) {}

    /** Whether the file begins as a zip file does; of another one nobody would say that it was meant to be a bundle. */
    public static boolean isZip(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] begin = new byte[Integer.BYTES];
            return file.read(begin) == begin.length && ZipHeaders.begins(begin);
        }
    }

    /**
     * Opens a bundle and reads its list of members.
     *
     * @throws RefusedBundleException when the file isn't laid out as a bundle is
     */
    public static BundleFile open(Path path) throws IOException, RefusedBundleException {
        BundleFile bundle = new BundleFile(new RandomAccessFile(path.toFile(), "r"));
        boolean opened = false;
        try {
            bundle.list();
            opened = true;
            return bundle;
        } finally {
            if (!opened) {
                bundle.close();
            }
        }
    }

    /** All names, in the order of their characters. */
    public NavigableSet<String> names() {
        return members.navigableKeySet();
    }

    /** Bytes of that member; empty when it isn't there. */
    public Optional<Long> size(String name) {
        return Optional.ofNullable(members.get(name)).map(member -> (long) member.size());
    }

    /**
     * The bytes of that member; empty when it isn't there.
     *
     * @throws RefusedBundleException when they aren't what its checksum says
     */
    public Optional<byte[]> read(String name) throws IOException, RefusedBundleException {
        Member member = members.get(name);
        if (member == null) {
            return Optional.empty();
        }
        byte[] bytes = bytes(member.at(), member.size());
        CRC32 crc = new CRC32();
        crc.update(bytes);
        check(name, member, crc);
        return Optional.of(bytes);
    }

    /**
     * The digest of that member, which has to be there.
     *
     * @throws RefusedBundleException when its bytes aren't what its checksum says
     */
    public Digest digest(String name) throws IOException, RefusedBundleException {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("There is no member " + name);
        }
        MessageDigest sha256 = Digest.sha256();
        CRC32 crc = new CRC32();
        for (int done = 0; done < member.size(); ) {
            byte[] bytes = bytes(member.at() + done, Math.min(BUFFER, member.size() - done));
            sha256.update(bytes);
            crc.update(bytes);
            done += bytes.length;
        }
        check(name, member, crc);
        return Digest.from(sha256);
    }

    private static void check(String name, Member member, CRC32 crc) throws RefusedBundleException {
        if ((int) crc.getValue() != member.crc()) {
            throw new RefusedBundleException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "found bytes with the CRC-32 %08x, expected %08x as its header says: it was damaged",
                            crc.getValue(),
                            member.crc()));
        }
    }

    private void list() throws IOException, RefusedBundleException {
        long length = file.length();
        if (length > MAX_BYTES) {
            throw new RefusedBundleException("", "the file has " + length + " bytes, allowed are " + MAX_BYTES);
        }
        if (length < ZipHeaders.END_BYTES) {
            throw noEnd();
        }
        byte[] end = bytes(length - ZipHeaders.END_BYTES, ZipHeaders.END_BYTES);
        ByteBuffer fields = ZipHeaders.reading(end);
        int count = fields.getShort(ZipHeaders.COUNT_AT) & UNSIGNED_SHORT;
        int centralSize = fields.getInt(ZipHeaders.CENTRAL_SIZE_AT);
        int centralAt = fields.getInt(ZipHeaders.CENTRAL_AT);
        if (!Arrays.equals(end, ZipHeaders.end(count, centralSize, centralAt))
                || centralSize < 0
                || centralAt < 0
                || (long) centralAt + centralSize + ZipHeaders.END_BYTES != length) {
            throw noEnd();
        }
        if (count > MAX_MEMBERS || centralSize > (long) count * (ZipHeaders.CENTRAL_BYTES + MemberKind.MAX_NAME)) {
            throw new RefusedBundleException(
                    "",
                    "found a list of " + count + " members in " + centralSize + " bytes, allowed are " + MAX_MEMBERS
                            + " members, and " + MemberKind.MAX_NAME + " characters in the name of each");
        }
        list(count, bytes(centralAt, centralSize), centralAt);
    }

    private void list(int count, byte[] central, int centralAt) throws IOException, RefusedBundleException {
        ByteBuffer fields = ZipHeaders.reading(central);
        String previous = "";
        int position = 0;
        long offset = 0;
        for (int i = 0; i < count; i++) {
            int left = central.length - position;
            int nameLength = left < ZipHeaders.CENTRAL_BYTES
                    ? left
                    : fields.getShort(position + ZipHeaders.NAME_LENGTH_AT) & UNSIGNED_SHORT;
            if (left < ZipHeaders.CENTRAL_BYTES + nameLength) {
                throw new RefusedBundleException("", "the list of members breaks off behind " + i + " of " + count);
            }
            String name =
                    new String(central, position + ZipHeaders.CENTRAL_BYTES, nameLength, StandardCharsets.ISO_8859_1);
            int crc = fields.getInt(position + ZipHeaders.CRC_AT);
            int size = fields.getInt(position + ZipHeaders.SIZE_AT);
            check(name, previous, fields.getShort(position + ZipHeaders.METHOD_AT), size);
            byte[] expected = ZipHeaders.central(name, crc, size, (int) offset);
            if (!Arrays.equals(central, position, position + expected.length, expected, 0, expected.length)) {
                throw otherHeader(name, "the list of members");
            }
            byte[] local = ZipHeaders.local(name, crc, size);
            if (offset + local.length + size > centralAt || !Arrays.equals(bytes(offset, local.length), local)) {
                throw otherHeader(name, "front of it");
            }
            members.put(name, new Member(offset + local.length, size, crc));
            previous = name;
            position += expected.length;
            offset += local.length + size;
        }
        if (position != central.length || offset != centralAt) {
            throw new RefusedBundleException(
                    "", "found bytes behind the last of " + count + " members, expected none: something was added");
        }
    }

    private static void check(String name, String previous, short method, int size) throws RefusedBundleException {
        Optional<MemberKind> kind = MemberKind.of(name);
        if (kind.isEmpty()) {
            throw new RefusedBundleException(
                    name,
                    "found a member of this name, expected README.txt, checkpoint, key.pem, key.vkey, and files named by"
                            + " number or digest in entries/, evidence/, people/ and proofs/");
        }
        if (name.compareTo(previous) <= 0) {
            throw new RefusedBundleException(
                    name,
                    name.equals(previous)
                            ? "found a second member of this name, expected one"
                            : "found this member behind " + previous + ", expected them in the order of their names");
        }
        if (method != 0) {
            throw new RefusedBundleException(
                    name,
                    "found a member that is compressed (method " + method
                            + "), expected the file as it was written, with all stored: it was packed anew");
        }
        if (size < 0 || size > kind.get().maxBytes()) {
            throw new RefusedBundleException(
                    name,
                    "the member has " + Integer.toUnsignedString(size) + " bytes, allowed are "
                            + kind.get().maxBytes());
        }
    }

    private static RefusedBundleException noEnd() {
        return new RefusedBundleException(
                "", "found no end of a zip file without a comment: it was cut off, packed anew or something was added");
    }

    private static RefusedBundleException otherHeader(String name, String where) {
        return new RefusedBundleException(
                name,
                "found another header in " + where
                        + " than a bundle has for this member: it was damaged, or the file was packed anew");
    }

    private byte[] bytes(long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(at);
        file.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
