package io.jenkins.lib.releasegates.evidence.finding;

/**
 * What was packaged and has a vulnerability.
 *
 * @param purl its package URL with version ({@code pkg:maven/org.apache.commons/commons-text@1.9}); empty where the tool knows none
 * @param name as the tool calls it
 * @param version as the tool calls it; empty when it knows none
 */
public record Component(String purl, String name, String version) {

    private static final int MAX_PURL = 300;
    private static final int MAX_NAME = 200;
    private static final int MAX_VERSION = 100;

    public Component {
        purl = PackageUrl.isOne(purl) ? Bounds.text(purl, MAX_PURL) : "";
        name = Bounds.text(name, MAX_NAME);
        version = Bounds.text(version, MAX_VERSION);
    }

    /** By its package URL alone. */
    public static Component of(String purl) {
        return new Component(purl, PackageUrl.name(purl), PackageUrl.version(purl));
    }

    /**
     * What stays the same in the next version: the package URL without version, qualifiers and path, else the name; empty where neither is known.
     */
    public String lasting() {
        return purl.isEmpty() ? name : PackageUrl.lasting(purl);
    }
}
