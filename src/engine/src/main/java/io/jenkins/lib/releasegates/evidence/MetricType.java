package io.jenkins.lib.releasegates.evidence;

/** The kind of number that a metric is, and its unit. */
public enum MetricType {
    /** A whole number of things; {@code int} in a CEL condition. */
    COUNT("", "int"),
    /** From 0.0 to 100.0; {@code double} in a CEL condition. */
    PERCENT("%", "double"),
    /** A response time in milliseconds; {@code double} in a CEL condition. */
    MILLISECONDS("ms", "double"),
    /** How many of something in each second; {@code double} in a CEL condition. */
    PER_SECOND("/s", "double"),
    /** A duration in seconds; {@code double} in a CEL condition. */
    SECONDS("s", "double"),
    /** An age in days of 24 hours; {@code double} in a CEL condition. */
    DAYS("days", "double"),
    /** An age in hours; {@code double} in a CEL condition. */
    HOURS("hours", "double"),
    /** Any other number, in the unit that its report names; {@code double} in a CEL condition. */
    NUMBER("", "double");

    private final String unit;
    private final String celType;

    MetricType(String unit, String celType) {
        this.unit = unit;
        this.celType = celType;
    }

    /** What is written behind a value; empty where there is no unit. */
    public String unit() {
        return unit;
    }

    /** The name of the type in a CEL condition. */
    public String celType() {
        return celType;
    }
}
