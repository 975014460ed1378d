package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where the columns of a JTL stand that we look at, -1 for one that isn't there; JMeter's user manual, "CSV log format", and its
 * {@code CSVSaveService}.
 *
 * @param count columns that each line has
 * @param named whether the first line is a header, and no sample
 */
record JtlColumns(int timeStamp, int elapsed, int success, int message, int sampleCount, int count, boolean named) {

    private static final String ELAPSED = "elapsed";
    private static final String SUCCESS = "success";
    private static final Set<String> MARKS = Set.of("timeStamp", ELAPSED, "label", "responseCode", SUCCESS);

    /** The order that JMeter writes, whatever comes behind the eighth column. */
    private static final int DEFAULT_TIME_STAMP = 0;

    private static final int DEFAULT_ELAPSED = 1;
    private static final int DEFAULT_MESSAGE = 4;
    private static final int DEFAULT_SUCCESS = 7;

    /** Of the first row, of which everything is held. */
    static JtlColumns of(CsvRows first) throws UnreadableReportException {
        Map<String, Integer> places = new HashMap<>();
        Set<String> seen = new HashSet<>();
        String twice = "";
        for (int column = 0; column < first.columns(); column++) {
            String name = first.text(column);
            // The names of a test's own variables stand in quotes, and may be those of columns.
            if (!seen.add((first.isQuoted(column) ? "\"" : "") + name)) {
                twice = name;
            }
            if (!first.isQuoted(column)) {
                places.put(name, column);
            } else {
                places.putIfAbsent(name, column);
            }
        }
        if (MARKS.stream().noneMatch(places::containsKey)) {
            return unnamed(first);
        }
        if (!twice.isEmpty()) {
            throw first.unreadable(
                    "the column '" + UnreadableReportException.shown(twice) + "' twice in the header; allowed is once");
        }
        return new JtlColumns(
                places.getOrDefault("timeStamp", -1),
                demanded(places, ELAPSED, first),
                demanded(places, SUCCESS, first),
                places.getOrDefault("responseMessage", -1),
                places.getOrDefault("SampleCount", -1),
                first.columns(),
                true);
    }

    private static int demanded(Map<String, Integer> places, String name, CsvRows header)
            throws UnreadableReportException {
        Integer place = places.get(name);
        if (place == null) {
            throw header.unreadable(
                    "a header without the column " + name + "; it has to be there, beside others that JMeter writes");
        }
        return place;
    }

    private static JtlColumns unnamed(CsvRows first) throws UnreadableReportException {
        boolean isSample = first.columns() > DEFAULT_SUCCESS
                && (first.is(DEFAULT_SUCCESS, "true") || first.is(DEFAULT_SUCCESS, "false"));
        if (!isSample) {
            throw first.unreadable("neither the header of a JTL nor a sample with JMeter's default columns, found '"
                    + UnreadableReportException.shown(first.text(0)) + "' first and " + first.columns()
                    + " columns; allowed are timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,"
                    + "... separated by comma, semicolon, tab or |");
        }
        return new JtlColumns(
                DEFAULT_TIME_STAMP, DEFAULT_ELAPSED, DEFAULT_SUCCESS, DEFAULT_MESSAGE, -1, first.columns(), false);
    }
}
