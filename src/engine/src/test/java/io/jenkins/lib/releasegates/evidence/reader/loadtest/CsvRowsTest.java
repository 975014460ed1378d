package io.jenkins.lib.releasegates.evidence.reader.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

    private static final String ALPHABET = "ab,;\"\n\r |é€0 ";

    /** Whatever values are written, the same are read, however small the pieces in which they come. */
    @Test
    void shouldReadWhatWasWritten() throws IOException {
        Random random = new Random(20261122);
        for (int round = 0; round < 3_000; round++) {
            char delimiter = ",;\t|".charAt(random.nextInt(4));
            List<List<String>> rows = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int row = 1 + random.nextInt(5); row > 0; row--) {
                List<String> values = new ArrayList<>();
                for (int column = 2 + random.nextInt(4); column > 0; column--) {
                    values.add(value(random));
                }
                rows.add(values);
                text.append(written(values, delimiter, random)).append(random.nextBoolean() ? "\n" : "\r\n");
            }

            assertThat(read(text.toString(), delimiter, 1 + random.nextInt(7))).isEqualTo(rows);
        }
    }

    @Test
    void shouldNameTheLineThatARowBeginsOn() throws IOException {
        CsvRows rows = new CsvRows(stream("a,b\n\"x\ny\n\",2\n\n3,4\n", 3), ',');

        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(rows.unreadable("").place("f"));
        }
        assertThat(lines).containsExactly("f:1", "f:2", "f:6");
    }

    @Test
    void shouldHoldTheBeginningOfALongValueAlone() throws IOException {
        CsvRows rows =
                new CsvRows(stream("x".repeat(500_000) + ",\"" + "y\"\"".repeat(300_000) + "\",z\n", 1_000), ',');

        assertThat(rows.next()).isTrue();
        assertThat(rows.text(0)).isEqualTo("x".repeat(CsvRows.KEPT));
        assertThat(rows.text(1)).isEqualTo("y\"".repeat(CsvRows.KEPT / 2));
        assertThat(rows.text(2)).isEqualTo("z");
    }

    private static List<List<String>> read(String text, char delimiter, int piece) throws IOException {
        CsvRows rows = new CsvRows(stream(text, piece), delimiter);
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
            List<String> values = new ArrayList<>();
            for (int column = 0; column < rows.columns(); column++) {
                values.add(rows.text(column));
            }
            all.add(values);
        }
        return all;
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return value.toString();
    }

    private static String written(List<String> values, char delimiter, Random random) {
        List<String> written = new ArrayList<>();
        for (String value : values) {
            boolean needed = value.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\n' || c == '\r');
            written.add(needed || random.nextInt(5) == 0 ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
        return String.join(String.valueOf(delimiter), written);
    }

    /** Comes in pieces of that many bytes. */
    private static InputStream stream(String text, int piece) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, piece));
            }
        };
    }
}
