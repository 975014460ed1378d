package io.jenkins.lib.releasegates.audit.mail;

import io.jenkins.lib.releasegates.audit.message.Notice.Reader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who is to be told of an entry, each address once, in the order of arrival; and how many have none. */
final class Readers {

    private final Map<String, Reader> byAddress = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private int nameless;

    void add(Concerned one) {
        String address = one.address().filter(MailAddress::isOne).orElse("");
        if (address.isEmpty()) {
            nameless++;
        } else if (seen.add(MailAddress.key(address))) {
            byAddress.put(address, one.reader());
        }
    }

    int size() {
        return byAddress.size();
    }

    /** How many have no address that mail could be sent to. */
    int withoutAddress() {
        return nameless;
    }

    /** So many of them; addresses that the owner listed are never among those left out. */
    Map<String, Reader> first(int most) {
        long room = most
                - byAddress.values().stream()
                        .filter(Reader.LISTED::equals)
                        .limit(most)
                        .count();
        Map<String, Reader> first = new LinkedHashMap<>();
        for (Map.Entry<String, Reader> one : byAddress.entrySet()) {
            boolean listed = one.getValue() == Reader.LISTED;
            if (listed || room-- > 0) {
                first.put(one.getKey(), one.getValue());
            }
            if (first.size() == most) {
                break;
            }
        }
        return first;
    }
}
