package io.jenkins.lib.releasegates.acceptance;

/** What of the suite is configured for the whole controller. */
final class Settings {

    /** The page that people configure it on. */
    static final String PAGE = "/manage/configure";

    static final String WITNESSES = "witnesses";
    static final String WEBHOOKS = "webhooks";
    static final String MAILS = "mails";
    static final String KEYS = "trustedKeys";

    private Settings() {}

    /** Takes away all witnesses, webhooks, mail and trusted keys. */
    static void clear(JenkinsUnderTest jenkins) {
        jenkins.script(
                "import io.jenkins.plugins.releasegates.ledger.*\nimport io.jenkins.plugins.releasegates.admission.*\n"
                        + "LedgerConfiguration.get().with { setWitnesses([]); setWebhooks([]); setMails([]) }\n"
                        + "AdmissionConfiguration.get().setTrustedKeys([])");
    }

    /** Adds a webhook in the form of that page. */
    static Form webhook(Form page, String name, String url) {
        return page.add(WEBHOOKS, WEBHOOKS, "Webhook")
                .type("name", name)
                .type("url", url)
                .tick("allowPrivateAddresses");
    }
}
