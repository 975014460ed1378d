package io.jenkins.lib.releasegates.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.history.BudgetHistory;
import io.jenkins.lib.releasegates.slo.history.BudgetSample;
import io.jenkins.lib.releasegates.slo.history.Looks;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The drawings, read as what they are: XML. */
class BudgetChartTest {

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private static BudgetChart chart(List<ChartMark> marks, BudgetSample... samples) {
        return BudgetChart.of("chart", Looks.history(samples), marks, Looks.NOW);
    }

    private static String html(BudgetChart chart) {
        KeptBudget none = KeptBudget.of(Looks.down("down"));
        return AuditPageRenderer.analyses(AnalysesPage.withCharts(
                List.of(), List.of(new AnalysesPage.Budget(none, Optional.of(chart))), List.of()));
    }

    private static List<Element> drawings(BudgetChart chart) throws Exception {
        List<Element> drawings = new ArrayList<>();
        Matcher matcher = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html(chart));
        while (matcher.find()) {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(matcher.group())));
            drawings.add(document.getDocumentElement());
        }
        return drawings;
    }

    private static List<Element> all(Element drawing, String name, String css) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = drawing.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            if (css.isEmpty()
                    || List.of(element.getAttribute("class").split(" ", -1)).contains(css)) {
                found.add(element);
            }
        }
        return found;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void shouldDrawWhatIsLeftOverTheWindow() throws Exception {
        BudgetChart chart = chart(
                List.of(),
                Looks.sample(30 * DAY, Looks.known(0.8, 1, 1)),
                Looks.sample(30 * DAY - 2 * HOUR, Looks.known(1, 1, 1)),
                Looks.sample(30 * DAY - 4 * HOUR, Looks.known(0.5, 1, 1)),
                Looks.sample(30, Looks.known(0, 1, 1)),
                Looks.sample(0, Looks.known(-1, 1, 1)));
        Element left = drawings(chart).get(0);

        List<Element> lines = all(left, "polyline", "rg-curve-left");
        assertThat(lines).hasSize(2);
        // Half of the budget is a quarter of what is drawn, since as much lies below zero.
        assertThat(lines.get(0).getAttribute("points")).isEqualTo("62.0,25.4 63.8,45.5");
        assertThat(lines.get(1).getAttribute("points")).endsWith("392.0,146.0");
        Element zero = all(left, "line", "rg-level-zero").get(0);
        assertThat(number(zero, "y1")).isEqualTo(79.0);
        assertThat(all(left, "text", "").stream().map(Element::getTextContent))
                .containsExactly("100 %", "0 %", "-100 %", "Oct 23", "Nov 7", "Nov 22");
    }

    @Test
    void shouldSayTheSameToWhoCannotSeeIt() throws Exception {
        BudgetChart chart = chart(
                List.of(new ChartMark(Looks.NOW.minus(Duration.ofDays(1)), "shop.jar")),
                Looks.sample(HOUR, Looks.known(0.75, 1, 1)),
                Looks.sample(0, Looks.known(0.5, 1, 1)));

        for (Element drawing : drawings(chart)) {
            assertThat(drawing.getAttribute("role")).isEqualTo("img");
            List<String> named = List.of(drawing.getAttribute("aria-labelledby").split(" ", -1));
            assertThat(named)
                    .containsExactly(
                            all(drawing, "title", "").get(0).getAttribute("id"),
                            all(drawing, "desc", "").get(0).getAttribute("id"));
        }
        assertThat(all(drawings(chart).get(0), "desc", "").get(0).getTextContent())
                .contains("Over 30 d, from 75 % to 50 %", "0 gaps, 1 deployment");
        assertThat(all(drawings(chart).get(1), "desc", "").get(0).getTextContent())
                .contains("Over 1 h and over 5 min", "at most 1", "above 14.4");
    }

    @Test
    void shouldLeaveAGapWhereNothingWasKnown() throws Exception {
        BudgetChart chart = chart(
                List.of(),
                Looks.sample(10 * DAY, Looks.known(0.75, 1, 1)),
                Looks.sample(10 * DAY - 15, Looks.down("no answer")),
                Looks.sample(8 * DAY, Looks.down("no answer")),
                Looks.sample(8 * DAY - 15, Looks.known(0.75, 1, 1)),
                Looks.sample(4 * DAY, Looks.known(0.75, 1, 1)),
                Looks.sample(DAY, Looks.down("down <now>")));
        Element left = drawings(chart).get(0);

        assertThat(all(left, "polyline", "")).hasSize(3);
        List<Element> gaps = all(left, "rect", "rg-gap");
        assertThat(gaps).hasSize(3);
        assertThat(gaps.get(0).getTextContent())
                .isEqualTo("Not known from 2026-11-12T10:00:00Z to 2026-11-14T10:15:00Z: no answer");
        assertThat(number(gaps.get(0), "width")).isCloseTo(22.1, org.assertj.core.data.Offset.offset(0.11));
        assertThat(gaps.get(1).getTextContent()).endsWith("2026-11-18T10:00:00Z: nobody has looked");
        assertThat(gaps.get(2).getTextContent()).endsWith("2026-11-22T10:00:00Z: down <now>");
        assertThat(number(gaps.get(2), "x") + number(gaps.get(2), "width")).isEqualTo(392.0);
    }

    @Test
    void shouldDrawNoLineThroughAShortGap() throws Exception {
        BudgetSample[] samples = new BudgetSample[96];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    Looks.sample((samples.length - 1 - i) * 15L, i == 40 ? Looks.down("once") : Looks.known(0.5, 1, 1));
        }
        Element left = drawings(chart(List.of(), samples)).get(0);

        assertThat(all(left, "rect", "rg-gap")).hasSize(1);
        assertThat(number(all(left, "rect", "rg-gap").get(0), "width")).isEqualTo(1.5);
    }

    @Test
    void shouldMarkDeployments() throws Exception {
        BudgetChart chart = chart(
                List.of(
                        new ChartMark(Looks.NOW.minus(Duration.ofDays(15)), Looks.HOSTILE + " deployed"),
                        new ChartMark(Looks.NOW.minus(Duration.ofDays(31)), "before")),
                Looks.sample(0, Looks.known(0.5, 1, 1)));

        for (Element drawing : drawings(chart)) {
            List<Element> marks = all(drawing, "line", "rg-mark");
            assertThat(marks).hasSize(1);
            assertThat(number(marks.get(0), "x1")).isEqualTo(227.0);
            assertThat(all(marks.get(0), "title", "").get(0).getTextContent()).isEqualTo(Looks.HOSTILE + " deployed");
        }
    }

    @Test
    void shouldDrawBurnRatesAgainstTheirLimit() throws Exception {
        Element even = drawings(chart(
                        List.of(),
                        Looks.sample(15, Looks.known(0.9, 7.2, 0)),
                        Looks.sample(0, Looks.known(0.9, 14.4, 28.8))))
                .get(1);
        double limit = number(all(even, "line", "rg-level-limit").get(0), "y1");
        assertThat(all(even, "polyline", "rg-curve-long").get(0).getAttribute("points"))
                .endsWith("," + limit);
        assertThat(all(even, "polyline", "rg-curve-short").get(0).getAttribute("points"))
                .contains(",146.0 ");
        assertThat(all(even, "text", "").stream().map(Element::getTextContent)).startsWith("14.4", "0", "28.8");
        assertThat(all(even, "desc", "").get(0).getTextContent()).doesNotContain("logarithmic");
    }

    @Test
    void shouldDrawFarApartRatesByPowersOfTen() throws Exception {
        Element far = drawings(chart(List.of(), Looks.sample(0, Looks.known(0.9, 0, 1000))))
                .get(1);
        double limit = number(all(far, "line", "rg-level-limit").get(0), "y1");

        assertThat(all(far, "desc", "").get(0).getTextContent()).contains("logarithmic");
        assertThat(limit).as("seen well above the floor").isBetween(60.0, 120.0);
        assertThat(all(far, "text", "").stream().map(Element::getTextContent)).contains("≤ 1.44");
        assertThat(all(far, "polyline", "rg-curve-long").get(0).getAttribute("points"))
                .as("nothing burned")
                .contains(",146.0 ");
    }

    @Test
    void shouldHaveTheSameNumbersAsATable() {
        BudgetChart chart = chart(
                List.of(),
                Looks.sample(30, Looks.known(0.75, 1, 2)),
                Looks.sample(15, Looks.down("down")),
                Looks.sample(0, Looks.known(0.5, 20, 15)));

        assertThat(chart.rules()).containsExactly("page, quick");
        assertThat(chart.rows()).extracting(BudgetChart.Row::left).containsExactly("50 %", "75 %");
        assertThat(chart.rows().get(0).state()).isEqualTo("at risk");
        assertThat(chart.rows().get(0).burns()).containsExactly("20 and 15 of 14.4");
        assertThat(chart.rows().get(0).good()).isEqualTo("99.5 %");
    }

    @Test
    void shouldTellOfAnOutageInTheTable() {
        BudgetChart chart = chart(
                List.of(), Looks.sample(DAY, Looks.known(0.75, 1, 2)), Looks.sample(0, Looks.down(Looks.HOSTILE)));

        assertThat(chart.rows().get(0).state()).isEqualTo("not known");
        assertThat(html(chart)).contains("not known</span> &lt;script&gt;");
    }

    @Test
    void shouldShowNoMoreThanFitsOnAPage() {
        BudgetSample[] many = new BudgetSample[BudgetHistory.MOST];
        for (int i = 0; i < many.length; i++) {
            many[i] = Looks.sample((many.length - 1 - i) * 20L, Looks.known(0.5 - i * 1e-5, 1, 1));
        }
        BudgetChart chart = chart(List.of(), many);

        assertThat(chart.samples()).isEqualTo(BudgetHistory.MOST);
        assertThat(chart.rows()).hasSizeBetween(150, BudgetChart.COLUMNS + 2);
        assertThat(chart.rows().get(0).at()).as("the last one is there").isEqualTo(Looks.NOW);
        assertThat(html(chart)).contains(" of 2000 samples are shown");
    }

    @Test
    void shouldSayThatNothingWasKnown() {
        assertThat(html(chart(List.of()))).contains("Nothing was known of it").doesNotContain("<svg");
        assertThat(html(chart(List.of(), Looks.sample(0, Looks.down("down")))))
                .contains("Nothing was known of it", "down")
                .doesNotContain("<svg");
    }

    @Test
    void shouldTellWhatIsLost() {
        BudgetHistory history = new BudgetHistory(
                Looks.about(Duration.ofDays(30)),
                List.of(Looks.sample(0, Looks.known(0.5, 1, 1))),
                3,
                List.of("x.jsonl:3: " + Looks.HOSTILE));

        assertThat(BudgetChart.of("c", history, List.of(), Looks.NOW).troubles())
                .containsExactly("x.jsonl:3: " + Looks.HOSTILE, "3 samples could not be read and are left out.");
    }

    @Test
    void shouldRunNothingAndFetchNothing() throws Exception {
        BudgetChart chart = chart(
                List.of(new ChartMark(Looks.NOW, "\" onload=\"alert(1)\"><script>alert(2)</script>")),
                Looks.sample(DAY, Looks.down("'><img src=x onerror=alert(3)>")),
                Looks.sample(0, Looks.known(0.5, 1, 1)));
        String html = html(chart);

        assertThat(html).doesNotContain("<script", "<img", "style=");
        List<Element> drawings = drawings(chart);
        assertThat(drawings).hasSize(2);
        for (Element drawing : drawings) {
            for (Element element : all(drawing, "*", "")) {
                assertThat(element.getTagName()).isIn("title", "desc", "rect", "line", "polyline", "text");
                NamedNodeMap attributes = element.getAttributes();
                for (int i = 0; i < attributes.getLength(); i++) {
                    assertThat(attributes.item(i).getNodeName())
                            .doesNotStartWith("on")
                            .isNotIn("href", "style");
                }
            }
        }
    }

    @Test
    void shouldStayWithinTheDrawing() throws Exception {
        BudgetChart chart = chart(
                List.of(new ChartMark(Looks.NOW, "now")),
                Looks.sample(30 * DAY, Looks.known(1, 1e9, 0)),
                Looks.sample(0, Looks.known(-1e6, 1e-9, 1e12)));

        for (Element drawing : drawings(chart)) {
            for (Element line : all(drawing, "polyline", "")) {
                for (String point : line.getAttribute("points").split(" ", -1)) {
                    String[] place = point.split(",", -1);
                    assertThat(Double.parseDouble(place[0])).isBetween(61.0, 393.0);
                    assertThat(Double.parseDouble(place[1])).isBetween(12.0, 146.0);
                }
            }
            for (Element text : all(drawing, "text", "")) {
                // Digits of 12 units are some 7 wide, and there is room for 57.
                assertThat(text.getTextContent().length())
                        .as(text.getTextContent())
                        .isLessThan(13);
            }
        }
    }
}
