package io.jenkins.plugins.releasegates.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final String HUB = "webhooks.hub";
    private static final String TEXT = "https://example.com, token ****, secret ****";

    private static Settings hub(String text, Map<String, String> secrets) {
        Settings settings = new Settings();
        settings.put("keyFile", "");
        settings.put(HUB, text, secrets);
        return settings;
    }

    @Test
    void shouldSayNothingWhereNothingChanged() {
        Map<String, String> secrets = Map.of("token", "swordfish");

        assertThat(hub(TEXT, secrets).since("ledger", hub(TEXT, secrets)).isEmpty())
                .isTrue();
    }

    @Test
    void shouldSayThatASecretIsAnotherOneAndNothingElseOfIt() {
        Settings before = hub(TEXT, Map.of("token", "swordfish", "secret", "a secret of sixteen"));
        Settings after = hub(TEXT, Map.of("token", "marlin", "secret", "a secret of sixteen"));

        ConfigurationChanged changed = after.since("ledger", before);

        assertThat(changed.before()).containsOnly(Map.entry(HUB, TEXT));
        assertThat(changed.after()).containsOnly(Map.entry(HUB, TEXT + ", another token than before"));
    }

    @Test
    void shouldSayTheSameOfEverySecret() {
        Settings one = hub(TEXT, Map.of("token", "a", "secret", "b"));
        Settings other = hub(TEXT, Map.of("token", "c", "secret", "d"));

        assertThat(other.since("ledger", one).after().get(HUB))
                .isEqualTo(TEXT + ", another secret than before, another token than before");
        // What was said of the former change isn't part of the setting.
        assertThat(one.since("ledger", other).before()).containsOnly(Map.entry(HUB, TEXT));
    }

    @Test
    void shouldLeaveItToTheTextThatASecretCameOrWent() {
        Settings without = hub("https://example.com", Map.of());
        Settings with = hub("https://example.com, token ****", Map.of("token", "swordfish"));

        assertThat(with.since("ledger", without).after())
                .containsOnly(Map.entry(HUB, "https://example.com, token ****"));
        assertThat(without.since("ledger", with).after()).containsOnly(Map.entry(HUB, "https://example.com"));
    }

    @Test
    void shouldShowNoSecretOfASettingThatIsNew() {
        ConfigurationChanged changed = hub(TEXT, Map.of("token", "swordfish")).since("ledger", new Settings());

        assertThat(changed.before()).isEmpty();
        assertThat(changed.after().toString()).contains(TEXT).doesNotContain("swordfish", "another");
    }
}
