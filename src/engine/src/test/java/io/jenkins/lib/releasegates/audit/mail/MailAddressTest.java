package io.jenkins.lib.releasegates.audit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "anna@example.com",
                "release.gates+prod@sub.example.com",
                "o'neil_{x}@xn--bcher-kva.example"
            })
    void shouldTakeAddresses(String text) {
        assertThat(MailAddress.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@example.com",
                "anna@",
                "anna@example..com",
                ".anna@example.com",
                "anna@-example.com",
                "\"anna x\"@example.com",
                "Anna <anna@example.com>",
                "anna@example.com\r\nBcc: eve@example.com",
                "anna@example.com\n",
                "anna@[127.0.0.1]",
                "änna@example.com",
                "anna@exämple.com",
                "anna@example.com>",
            })
    void shouldTakeNothingElse(String text) {
        assertThat(MailAddress.isOne(text)).isFalse();
    }

    @Test
    void shouldNotTakeLongOnes() {
        assertThat(MailAddress.isOne("a".repeat(242) + "@example.com")).isTrue();
        assertThat(MailAddress.isOne("a".repeat(243) + "@example.com")).isFalse();
    }

    @Test
    void shouldReadListsAsPeopleWriteThem() {
        assertThat(MailAddress.list(" a@example.com, b@example.com;c@example.com\n\na@example.com "))
                .containsExactly("a@example.com", "b@example.com", "c@example.com");
        assertThat(MailAddress.list("")).isEmpty();
        assertThat(MailAddress.count("a@example.com, x, a@example.com")).isEqualTo(2);
        assertThatThrownBy(() -> MailAddress.list("a@example.com, bob"))
                .hasMessage(
                        "Found 'bob' as an address; allowed: name@example.com, in ASCII, without a name of the person");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= MailAddress.MOST; i++) {
            many.append('a').append(i).append("@example.com ");
        }
        assertThatThrownBy(() -> MailAddress.list(many.toString()))
                .hasMessage("Found 101 addresses; allowed: at most 100");
    }

    @Test
    void shouldMakeNoLetterThatCouldBeginAnotherHeader() {
        assertThatThrownBy(() -> new Letter(
                        "a@example.com", "x\r\nBcc: eve@example.com", "", "<1@x>", Optional.empty(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Letter.id("0123456789abcdef/12")).isEqualTo("<12.0123456789abcdef@release-gates.invalid>");
    }
}
