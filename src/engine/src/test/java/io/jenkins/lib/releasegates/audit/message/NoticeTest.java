package io.jenkins.lib.releasegates.audit.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.message.Notice.Reader;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTest {

    private static final Optional<String> JENKINS = Optional.of("https://j.example/");

    private static TrailEntry sample(String kind, Consumer<ObjectNode> change) {
        TrailEntry sample = SampleEntries.all().stream()
                .filter(entry -> entry.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        change.accept(sample.body());
        return sample;
    }

    private static Notice notice(TrailEntry entry, Reader reader) {
        return Notice.of(entry, JENKINS, Optional.empty(), reader);
    }

    @Test
    void shouldSayOnAPhoneWhatIsAskedOfWhomAndUntilWhen() {
        TrailEntry asked = sample("approval-asked", body -> {});
        Notice notice = notice(asked, Reader.ASKED);

        assertThat(notice.subject()).isEqualTo("Approval for production: shop/checkout #12");
        assertThat(notice.text()).isEqualTo("""
                Please approve or refuse: shop/checkout #12 to production

                https://j.example/job/shop/job/checkout/12/release-approval/

                Environment: production
                Build: shop/checkout #12 (branch main)
                Artifacts: app.jar
                Changes: 3 commits
                Who has to act: you, and whom else its rule asks
                Until: 2026-11-23 10:00 UTC
                At: 2026-11-22 10:00 UTC

                --\s
                Release Gates, entry %d of ledger 0123456789abcdef. You get this because you are asked, and may answer.
                """.formatted(asked.seq()));
    }

    @ParameterizedTest(name = "{0} {1} {2} for {3}: {4}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "approval-asked,,,LISTED,People are asked to approve",
                "approval-reminded,,,ASKED,Still waiting for you to approve or refuse",
                "approval-reminded,,,LISTED,Still waiting for approval",
                "approval-answered,APPROVE,WAITING,ASKED,It is your turn to approve or refuse",
                "approval-answered,APPROVE,WAITING,ASKER,`One has approved, others are missing`",
                "approval-answered,WITHDRAW,WAITING,ASKER,An approval was taken back",
                "approval-answered,APPROVE,APPROVED,ASKER,Approved",
                "approval-answered,REJECT,REJECTED,ASKED,Refused",
                "approval-ended,,TIMED_OUT,ASKED,Nobody has decided in time",
                "approval-ended,,SUPERSEDED,ASKED,`Not asked any more, a newer build asks`",
                "approval-ended,,ABORTED,ASKED,`Not asked any more, the build has ended`",
                "approval-ended,,STALE,ASKED,`The approval doesn't hold any more, something has changed`",
                "waiver-asked,,,ASKED,Please grant or refuse to waive a gate",
                "waiver-asked,,,LISTED,Somebody asks to waive a gate",
                "waiver-answered,GRANTED,,ASKER,The waiver was granted",
                "waiver-answered,WITHDRAWN,,ASKER,The waiver was withdrawn",
                "break-glass-asked,,,ASKED,`Emergency, please confirm or refuse`",
                "break-glass-answered,REFUSED,,ASKER,The emergency was refused",
            })
    void shouldBeginWithWhatIsToBeDoneOrHasHappened(
            String kind, String answer, String status, Reader reader, String words) {
        TrailEntry entry = sample(kind, body -> {
            if (answer != null) {
                body.put("answer", answer);
            }
            if (status != null) {
                body.put("status", status);
            }
        });

        assertThat(notice(entry, reader).text()).startsWith(words + ": shop/checkout #12 to production\n");
    }

    @Test
    void shouldMakeOneThreadOfARequest() {
        TrailEntry asked = sample("approval-asked", body -> {});
        assertThat(notice(asked, Reader.ASKED).thread()).isEqualTo(asked.id());
        for (String kind : new String[] {"approval-reminded", "approval-answered", "approval-ended"}) {
            Notice notice = notice(sample(kind, body -> {}), Reader.ASKED);
            assertThat(notice.thread()).as(kind).isEqualTo("0123456789abcdef/4");
            assertThat(notice.subject()).as(kind).isEqualTo("Re: Approval for production: shop/checkout #12");
        }
        assertThat(notice(sample("waiver-answered", body -> {}), Reader.ASKER).thread())
                .isEqualTo("0123456789abcdef/4");
        TrailEntry none = sample("approval-reminded", body -> body.put("reminds", "x/1\r\nBcc: eve@example.com"));
        assertThat(notice(none, Reader.ASKED).thread()).as("no id of an entry").isEqualTo(none.id());
    }

    @Test
    void shouldSayHowADeploymentEnded() {
        Notice notice = notice(sample("deployment-ended", body -> body.put("outcome", "FAILED")), Reader.LISTED);

        assertThat(notice.subject()).isEqualTo("Deployment ended: FAILED, shop/checkout #12 to production");
        assertThat(notice.text())
                .startsWith("A deployment has ended, FAILED: shop/checkout #12 to production\n")
                .contains("https://j.example/job/shop/job/checkout/12/\n");
    }

    @Test
    void shouldLetNoNameBeginALineALinkOrAHeader() {
        String hostile = "x\r\nBcc: eve@example.com\u202e\u2028 https://evil.example/ WWW.evil.example/approve";
        TrailEntry entry = sample("approval-asked", body -> {
            ((ObjectNode) body.path("environment")).put("name", hostile);
            ((ObjectNode) body.path("artifacts").get(0)).put("name", hostile);
        });
        entry.subject().put("jobName", hostile).put("branch", hostile);
        Notice notice = Notice.of(entry, JENKINS, Optional.of(hostile), Reader.LISTED);

        assertThat(notice.subject())
                .doesNotContainPattern("\\p{Cntrl}|[\u202e\u2028]")
                .doesNotContain("://");
        assertThat(notice.text().lines()).noneMatch(line -> line.startsWith("Bcc") || line.contains("\r"));
        assertThat(notice.text().lines().filter(line -> line.contains("://")).toList())
                .as("the one link, with the name encoded")
                .hasSize(1)
                .allMatch(line -> line.startsWith("https://j.example/job/x%0D%0ABcc"));
        assertThat(notice.text().lines().filter(line -> !line.startsWith("https://j.example/")))
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("www."));
        assertThat(notice.text()).contains("\uFFFD");
    }

    @Test
    void shouldHaveNoLinkWhereJenkinsDoesNotKnowItsAddressAndNameNobodyUnasked() {
        TrailEntry answered = sample("approval-answered", body -> {});

        assertThat(Notice.of(answered, Optional.empty(), Optional.empty(), Reader.LISTED)
                        .text())
                .doesNotContain("://", "By:");
        assertThat(Notice.of(answered, JENKINS, Optional.of("Anna"), Reader.LISTED)
                        .text())
                .contains("\nBy: Anna\n");
    }

    @Test
    void shouldSayOfEveryEntryWhatItIs() {
        assertThat(SampleEntries.all()).allSatisfy(entry -> {
            for (Reader reader : Reader.values()) {
                Notice notice = notice(entry, reader);
                assertThat(notice.subject()).isNotBlank().doesNotContain("null", "\n");
                assertThat(notice.text()).endsWith(".\n").doesNotContain("null", "\r");
                assertThat(notice.text().lines().count()).isBetween(4L, 20L);
            }
        });
    }

    @Test
    void shouldCountArtifactsThatItDoesNotName() {
        TrailEntry entry = sample("approval-asked", body -> {
            for (int i = 0; i < 7; i++) {
                body.withArray("artifacts").addObject().put("name", "more-" + i + ".jar");
            }
        });

        assertThat(notice(entry, Reader.LISTED).text())
                .contains("Artifacts: app.jar, more-0.jar, more-1.jar, more-2.jar, more-3.jar, and 3 more\n");
    }
}
