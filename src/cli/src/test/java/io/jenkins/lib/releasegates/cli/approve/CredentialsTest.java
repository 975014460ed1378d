package io.jenkins.lib.releasegates.cli.approve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    void shouldTakeBothFromTheEnvironmentLikeJenkinsOwnCommand() throws InvalidInputException {
        Map<String, String> variables = Map.of("JENKINS_USER_ID", "anna", "JENKINS_API_TOKEN", " t0ken\n");
        Credentials found = Credentials.find(variables::get, null, "JENKINS_API_TOKEN", null);

        assertThat(found.authorization())
                .isEqualTo(
                        "Basic " + Base64.getEncoder().encodeToString("anna:t0ken".getBytes(StandardCharsets.UTF_8)));
        assertThat(found).hasToString("anna");
        assertThat(Credentials.find(variables::get, "ben", "JENKINS_API_TOKEN", null)
                        .user())
                .isEqualTo("ben");
    }

    @Test
    void shouldNameAllThatIsWrongAndNoSecret() {
        assertThatThrownBy(() -> Credentials.find(Map.of("T", "se cret")::get, "a:b", "T", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--user: found 'a:b'")
                .hasMessageContaining("The variable T: found what is no token")
                .hasMessageNotContaining("se cret");
        assertThatThrownBy(() -> Credentials.find(Map.<String, String>of()::get, null, "T", null))
                .hasMessageContaining("--user: found nothing")
                .hasMessageContaining("The variable T: found nothing");
        assertThatThrownBy(() -> Credentials.find(Map.of("T", "t")::get, "a\nb", "T", null))
                .hasMessageContaining("--user");
    }
}
