package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.VerificationReport.EvidenceCount;
import io.jenkins.lib.releasegates.verify.bundle.BundleFile;
import io.jenkins.lib.releasegates.verify.bundle.RefusedBundleException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Whether the evidence in a bundle is what its name says, and what entries name. A name is the digest of the bytes as stored: nothing is unpacked. */
final class BundledEvidence {

    private static final String DIRECTORY = "evidence/";
    private static final String SUFFIX = ".json.gz";
    private static final long MAX_BYTES = 20L * 1024 * 1024;

    private final BundleFile bundle;
    private final Findings findings;
    private final Map<String, Boolean> read = new HashMap<>();
    private long verified;
    private long notIncluded;
    private long damaged;

    BundledEvidence(BundleFile bundle, Findings findings) {
        this.bundle = bundle;
        this.findings = findings;
    }

    EvidenceCount count() {
        return new EvidenceCount(verified, 0, notIncluded, damaged);
    }

    void entry(String place, Entry entry) throws IOException, RefusedBundleException {
        if (entry.kind().equals(Entry.EVIDENCE_RECORDED)) {
            long declared = entry.body().path("storedBytes").longValue();
            named(place, Digest.parse(entry.body().path("evidence").asText()), declared, declared);
        }
        if (entry.cut()) {
            named(place, Digest.parse(entry.body().path("cut").asText()), 0, MAX_BYTES);
        }
    }

    /** After all entries. */
    void end() {
        for (String file : bundle.names()) {
            if (file.startsWith(DIRECTORY) && !read.containsKey(file)) {
                findings.add(file, "found evidence that no entry in this bundle names, expected none");
            }
        }
    }

    private void named(String place, Digest name, long least, long most) throws IOException, RefusedBundleException {
        String file = DIRECTORY + name.hex() + SUFFIX;
        long size = bundle.size(file).orElse(-1L);
        if (size < 0) {
            notIncluded++;
            findings.remark(Findings.Remark.NOT_INCLUDED, place);
            return;
        }
        boolean right = isRight(file, name);
        if (size < least || size > most) {
            findings.add(
                    file,
                    "found " + size + " bytes, expected " + (least == most ? "" : "at most ") + most + " as " + place
                            + " says");
            right = false;
        }
        if (right) {
            verified++;
        } else {
            damaged++;
        }
    }

    private boolean isRight(String file, Digest name) throws IOException, RefusedBundleException {
        Boolean known = read.get(file);
        if (known != null) {
            return known;
        }
        Digest found = bundle.digest(file);
        if (!found.equals(name)) {
            findings.add(file, "found bytes with the digest " + found + ", expected what its name says");
        }
        read.put(file, found.equals(name));
        return found.equals(name);
    }
}
