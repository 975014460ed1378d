package io.jenkins.lib.releasegates.connection;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses of the public network: all but those that IANA's special-purpose registries (RFC 6890) and the multicast ranges set apart. An
 * address of version 6 that carries one of version 4 is as public as that one.
 */
public final class PublicAddresses {

    private static final List<Range> SPECIAL = List.of(
            new Range("0.0.0.0", 8),
            new Range("10.0.0.0", 8),
            new Range("100.64.0.0", 10),
            new Range("127.0.0.0", 8),
            new Range("169.254.0.0", 16),
            new Range("172.16.0.0", 12),
            new Range("192.0.0.0", 24),
            new Range("192.0.2.0", 24),
            new Range("192.168.0.0", 16),
            new Range("198.18.0.0", 15),
            new Range("198.51.100.0", 24),
            new Range("203.0.113.0", 24),
            // Multicast, reserved and broadcast.
            new Range("224.0.0.0", 3));

    /** Of version 6 only what is given out as global unicast, without documentation and the ranges for protocols, Teredo among them. */
    private static final Range GLOBAL = new Range("2000::", 3);

    private static final List<Range> NOT_GLOBAL =
            List.of(new Range("2001::", 23), new Range("2001:db8::", 32), new Range("3fff::", 20));

    private static final Range SIX_TO_FOUR = new Range("2002::", 16);
    private static final Range NAT64 = new Range("64:ff9b::", 96);

    private PublicAddresses() {}

    /** Whether it is one of them. */
    public static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return SPECIAL.stream().noneMatch(range -> range.contains(bytes));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return contains(version4(bytes, 2));
        }
        if (NAT64.contains(bytes)) {
            return contains(version4(bytes, 12));
        }
        return GLOBAL.contains(bytes) && NOT_GLOBAL.stream().noneMatch(range -> range.contains(bytes));
    }

    private static InetAddress version4(byte[] bytes, int from) {
        return address(Arrays.copyOfRange(bytes, from, from + 4));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Addresses that begin with the same bits. */
    private record Range(byte[] first, int bits) {

        Range(String literal, int bits) {
            this(literal(literal), bits);
        }

        private static byte[] literal(String text) {
            try {
                return InetAddress.getByName(text).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
