package io.jenkins.lib.releasegates.evidence.reader.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.evidence.reader.report.UnreadableReportException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortenedTextTest {

    private static final String LONG = "x".repeat(ShortenedText.KEPT_TEXT * 2);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8192})
    void shouldLeaveShortDocumentsAsTheyAre(int block) throws IOException {
        String xml =
                "<?xml version='1.0'?><!DOCTYPE a [<!ATTLIST a b CDATA '>'>]><!-- > <b> -- ><a b='>' c=\"<'\">t &amp; ]]"
                        + "<![CDATA[<a> ]] ]>]]></a><?p >?><!----><b/>\n";

        assertThat(shortened(xml, block)).isEqualTo(xml);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8192})
    void shouldThinLongTextAndKeepWhatIsAroundIt(int block) throws IOException {
        String text = "<a>" + LONG + "\n&amp;" + LONG + "</a><b/>";
        String cdata = "<a><![CDATA[" + LONG + "\n]] > ]x]> <b>]]" + LONG + "]]]></a><b/>";

        assertThat(shortened(text, block))
                .startsWith("<a>xxx")
                .endsWith("x\n</a><b/>")
                .hasSizeLessThan(ShortenedText.KEPT_TEXT + 40);
        assertThat(shortened(cdata, block))
                .startsWith("<a><![CDATA[xxx")
                .endsWith("]]]></a><b/>")
                .hasSizeLessThan(ShortenedText.KEPT_TEXT + 60);
        assertThat(shortened(cdata, block).indexOf("]]>"))
                .isEqualTo(shortened(cdata, block).lastIndexOf("]]>"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8192})
    void shouldNotCutReferencesOrCharactersInHalf(int block) throws IOException {
        for (int before = ShortenedText.KEPT_TEXT - 14; before < ShortenedText.KEPT_TEXT + 14; before++) {
            String text =
                    shortened("<a>" + "x".repeat(before) + "&#x1F600;𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞" + LONG + "</a>", block);

            int reference = text.indexOf('&');
            assertThat(reference < 0 || text.indexOf(';') == reference + 8)
                    .as("at %d", before)
                    .isTrue();
            assertThat(text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE))
                    .as("at %d", before)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a b='", "<a ", "<!--", "<?p ", "<!DOCTYPE ", "<![CDATA[]]]]"})
    void shouldEndMarkupThatDoesNot(String opening) {
        String filler = opening.contains("CDATA") ? "]" : "x";
        String xml = opening + filler.repeat(ShortenedText.MAX_MARKUP * 2);

        assertThatThrownBy(() -> shortened(xml, 8192)).isInstanceOf(UnreadableReportException.class);
    }

    private static String shortened(String xml, int block) throws IOException {
        StringWriter out = new StringWriter();
        try (Reader reader = new ShortenedText(new StringReader(xml))) {
            char[] buffer = new char[block];
            for (int read = reader.read(buffer, 0, block); read >= 0; read = reader.read(buffer, 0, block)) {
                out.write(buffer, 0, read);
            }
        }
        return out.toString();
    }
}
