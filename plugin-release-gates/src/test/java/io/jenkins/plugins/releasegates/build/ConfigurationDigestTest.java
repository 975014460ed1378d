package io.jenkins.plugins.releasegates.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationDigestTest {

    private static Digest of(String xml) {
        return ConfigurationDigest.of(xml.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "<a/>, <a plugin=\"x@1\"/>",
        "<a/>, <a plugin='x@1'/>",
        "<a b=\"c\"/>, <a plugin=\"x@1\" b=\"c\"/>",
        "<a b=\"c\"/>, <a b=\"c\" plugin=\"x@1\"/>",
        "<a><b>t</b></a>, <a plugin=\"x@1\"><b plugin = \"y@2\">t</b></a>",
        "<a b=\">\"/>, <a b=\">\" plugin=\"x@1\"/>",
        "<a plugin=\"x@1\"/>, <a plugin=\"x@2\"/>",
    })
    void shouldNotDependOnWhichVersionsWroteIt(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "<a>b</a>, <a>c</a>",
        "<a>run plugin=\"x\"</a>, <a>run plugin=\"y\"</a>",
        "<a> plugin=\"x\"</a>, <a></a>",
        "'<a><![CDATA[<b plugin=\"x\"/>]]></a>', '<a><![CDATA[<b plugin=\"y\"/>]]></a>'",
        "<a><!-- <b plugin=\"x\"/> --></a>, <a><!-- <b plugin=\"y\"/> --></a>",
        "<?b plugin=\"x\"?><a/>, <?b plugin=\"y\"?><a/>",
        "<a b=' plugin=\"x\"'/>, <a b=' plugin=\"y\"'/>",
        "<a b=\"' plugin='x' \"/>, <a b=\"' plugin='y' \"/>",
        "<a my-plugin=\"x\"/>, <a my-plugin=\"y\"/>",
        "<a plugins=\"x\"/>, <a plugins=\"y\"/>",
        "<a plugin=\"x\", <a plugin=\"x",
    })
    void shouldDependOnEverythingElse(String one, String other) {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<a>\u00fc</a>", "no XML", "<", "<!--", "<![CDATA[", "<a b=\"", "<a b=\"$1\\\"/>"})
    void shouldKeepWhatItDoesNotKnow(String xml) {
        assertThat(of(xml)).isEqualTo(Digest.of(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldNotTakeLongForHostileDocuments() {
        for (String part : new String[] {"<", " ", "<a ", " plugin", " plugin=\"", "<!--", "\"", "'"}) {
            Assertions.assertTimeout(Duration.ofSeconds(5), () -> of("<a " + part.repeat(300_000)), part);
        }
    }
}
