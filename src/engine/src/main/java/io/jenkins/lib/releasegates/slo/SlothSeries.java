package io.jenkins.lib.releasegates.slo;

/**
 * How the series are labelled that Sloth's recording rules leave.
 *
 * @param id {@code sloth_id}
 * @param service {@code sloth_service}
 * @param slo {@code sloth_slo}
 */
public record SlothSeries(String id, String service, String slo) {

    /** The labels of a series, in PromQL: {@code {sloth_id="a-b",...}}. */
    public String selector() {
        return "{sloth_id=" + quoted(id) + ", sloth_service=" + quoted(service) + ", sloth_slo=" + quoted(slo) + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
