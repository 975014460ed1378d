package io.jenkins.lib.releasegates.report.analysis;

import java.util.List;

/**
 * Numbers over time as a drawing of {@value #WIDTH} by {@value #HEIGHT} units, in which text of {@value #TEXT} units fits also at 400 pixels. Coordinates are as
 * SVG writes them.
 *
 * @param id unique on a page
 * @param title what is drawn
 * @param words the same in words, for who can't see it
 * @param lines the numbers
 * @param gaps when nothing was known
 * @param marks what happened meanwhile
 * @param levels lines across, with what they stand for
 * @param times below
 */
public record Drawing(
        String id,
        String title,
        String words,
        List<Line> lines,
        List<Gap> gaps,
        List<Mark> marks,
        List<Level> levels,
        List<Time> times) {

    /** Of the drawing, in its own units. */
    public static final int WIDTH = 400;

    /** Of the drawing, in its own units. */
    public static final int HEIGHT = 170;

    /** Of letters, in the drawing's units. */
    public static final int TEXT = 12;

    static final double LEFT = 62;
    static final double RIGHT = WIDTH - 8;
    static final double TOP = 12;
    static final double BOTTOM = HEIGHT - 24;

    public Drawing {
        lines = List.copyOf(lines);
        gaps = List.copyOf(gaps);
        marks = List.copyOf(marks);
        levels = List.copyOf(levels);
        times = List.copyOf(times);
    }

    /**
     * A line without a gap.
     *
     * @param kind the end of its class: {@code left}, {@code long}, {@code short}
     */
    public record Line(String kind, String points) {}

    /** A time in which nothing was known. */
    public record Gap(String x, String width, String words) {}

    /** Something that happened. */
    public record Mark(String x, String words) {}

    /**
     * A line across.
     *
     * @param kind the end of its class: {@code edge}, {@code zero}, {@code limit}
     * @param textY where its label stands, so that two labels don't lie on each other
     */
    public record Level(String kind, String y, String textY, String label) {}

    /** A label below: {@code start}, {@code middle} or {@code end} of it is at that place. */
    public record Time(String x, String anchor, String label) {}
}
