package io.jenkins.plugins.releasegates.exemption;

import hudson.Extension;
import io.jenkins.lib.releasegates.audit.StandingExemption;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.approval.InboxRow;
import io.jenkins.plugins.releasegates.approval.InboxSource;
import java.time.Instant;
import java.util.List;

/** Waivers, emergencies and reviews that wait for somebody. */
@Extension
public final class ExemptionInbox implements InboxSource {

    @Override
    public List<InboxRow> rows() {
        return OpenExemptions.get().visible().stream().map(ExemptionInbox::row).toList();
    }

    private static InboxRow row(OpenExemptions.Open open) {
        StandingExemption standing = open.standing();
        return new InboxRow(
                open.run(),
                "release-waivers",
                standing.event().environment(),
                standing.id(),
                wanted(standing),
                standing.asked().at(),
                standing.lacksReview() ? Instant.MAX : standing.event().open(),
                open.isMine());
    }

    private static String wanted(StandingExemption standing) {
        if (standing.lacksReview()) {
            return Messages.ExemptionInbox_Review();
        }
        return standing.event() instanceof WaiverAsked waiver
                ? Messages.ExemptionInbox_Waiver(waiver.gate())
                : Messages.ExemptionInbox_Glass();
    }
}
