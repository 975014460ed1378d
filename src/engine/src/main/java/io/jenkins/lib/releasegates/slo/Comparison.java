package io.jenkins.lib.releasegates.slo;

/** How a value is compared with a limit, in OpenSLO's words. */
public enum Comparison {
    LTE("lte", "<="),
    GTE("gte", ">="),
    LT("lt", "<"),
    GT("gt", ">");

    private final String word;
    private final String symbol;

    Comparison(String word, String symbol) {
        this.word = word;
        this.symbol = symbol;
    }

    /** The word in files. */
    public String word() {
        return word;
    }

    /** The operator in PromQL and for people. */
    public String symbol() {
        return symbol;
    }
}
