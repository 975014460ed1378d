package io.jenkins.plugins.securityscan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {

    @ParameterizedTest(name = "{0}, files {1}, private addresses {2}")
    @CsvSource({
        "https://mirror.example/nvd/, ALLOWED, false",
        "https://services.nvd.nist.gov/rest/json/cves/2.0, REFUSED, false",
        "HTTPS://mirror.example:8443/nvd/, ALLOWED, false",
        "http://10.0.0.1/nvd/, ALLOWED, true",
        "file:///srv/nvd/, ALLOWED, false",
        "file:/srv/nvd/, ALLOWED, false",
        "' https://mirror.example/nvd/ ', ALLOWED, false",
    })
    void shouldTakeAnAddress(String text, SourceAddress.Files files, boolean allowPrivate) {
        assertThat(SourceAddress.parse(text, files, allowPrivate)).hasToString(text.trim());
    }

    @ParameterizedTest(name = "{0}, files {1}: {2}")
    @CsvSource({
        "'', ALLOWED, begins with https://",
        "mirror.example, ALLOWED, begins with https://",
        "ftp://mirror.example/, ALLOWED, begins with https://",
        "jar:file:///a.jar!/b, ALLOWED, begins with https://",
        "https:///nvd/, ALLOWED, names a host",
        "https://a b/, ALLOWED, no address",
        "https://someone:word@mirror.example/, ALLOWED, neither user nor password",
        "https://mirror.example/?token=x, ALLOWED, neither user nor password",
        "https://mirror.example/#x, ALLOWED, neither user nor password",
        "http://mirror.example/, ALLOWED, only for private addresses",
        "file:///srv/nvd/, REFUSED, https:// or http://",
        "file://server/share/, ALLOWED, absolute path",
        "file:srv/nvd, ALLOWED, absolute path",
    })
    void shouldRefuseWhatIsNone(String text, SourceAddress.Files files, String why) {
        assertThatThrownBy(() -> SourceAddress.parse(text, files, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("word@")
                .hasMessageNotContaining("token=");
    }

    @Test
    void shouldShowNothingOfWhatIsNone() {
        assertThat(SourceAddress.shown("https://someone:word@mirror.example/")).isEqualTo("no address");
        assertThat(SourceAddress.shown("http://mirror.example/")).isEqualTo("http://mirror.example/");
    }

    @ParameterizedTest(name = "{0}, private addresses {1}: {2}")
    @CsvSource({
        "https://127.0.0.1/, false, private ones are not allowed",
        "https://10.1.2.3/, false, private ones are not allowed",
        "https://169.254.169.254/, false, private ones are not allowed",
        "https://[::1]/, false, private ones are not allowed",
        "http://8.8.8.8/, true, only for private ones",
    })
    void shouldNotLetAConnectionGoThere(String text, boolean allowPrivate, String why) {
        SourceAddress address = SourceAddress.parse(text, SourceAddress.Files.ALLOWED, allowPrivate);

        assertThatThrownBy(() -> address.check(any -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest(name = "{0}, private addresses {1}")
    @CsvSource({
        "https://8.8.8.8/, false",
        "https://8.8.8.8/, true",
        "http://127.0.0.1:8080/, true",
        "file:///srv/nvd/, false"
    })
    void shouldLetAConnectionGoThere(String text, boolean allowPrivate) {
        SourceAddress address = SourceAddress.parse(text, SourceAddress.Files.ALLOWED, allowPrivate);

        assertThatCode(() -> address.check(any -> false)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}, private addresses {1}: {2}")
    @CsvSource({
        "https://10.1.2.3/, false, private ones are not allowed",
        "https://[::1]/, false, private ones are not allowed",
        "http://mirror.invalid/, true, reached through the proxy",
    })
    void shouldNotLetAProxyGoThere(String text, boolean allowPrivate, String why) {
        SourceAddress address = SourceAddress.parse(text, SourceAddress.Files.ALLOWED, allowPrivate);

        assertThatThrownBy(() -> address.check(any -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"https://only-the-proxy-knows.invalid/", "https://8.8.8.8/", "file:///srv/nvd/"})
    void shouldLookUpNothingThatAProxyReaches(String text) {
        SourceAddress address = SourceAddress.parse(text, SourceAddress.Files.ALLOWED, false);

        assertThatCode(() -> address.check(any -> true)).doesNotThrowAnyException();
    }
}
