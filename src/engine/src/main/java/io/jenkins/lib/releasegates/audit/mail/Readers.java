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

    Map<String, Reader> first(int most) {
        Map<String, Reader> first = new LinkedHashMap<>();
        byAddress.entrySet().stream().limit(most).forEach(one -> first.put(one.getKey(), one.getValue()));
        return first;
    }
}
