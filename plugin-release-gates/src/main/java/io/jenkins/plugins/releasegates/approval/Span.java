package io.jenkins.plugins.releasegates.approval;

import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.authorship.Authors;
import io.jenkins.lib.releasegates.authorship.ChangeRange;
import io.jenkins.lib.releasegates.authorship.ChangedPaths;
import io.jenkins.lib.releasegates.authorship.SourceRepository;
import io.jenkins.lib.releasegates.authorship.TrustedSigners;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.ApprovalDemand;
import io.jenkins.lib.releasegates.environment.ApprovalDemand.Source;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.build.BuildRevision;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.environment.SourceItem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes from what was promoted last to what is to be promoted.
 *
 * @param source the repository that the owner names; empty where none is named for the job
 * @param signers whose signatures of commits count
 * @param from what was promoted last
 * @param to what is asked about, as far as Jenkins itself knows it
 */
record Span(
        String environment,
        String job,
        Optional<Source> source,
        TrustedSigners signers,
        Optional<String> from,
        Optional<String> to) {

    /** The first time all of a repository is fetched. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Of that build. */
    static Span of(
            Run<?, ?> run,
            Subject subject,
            String environment,
            ApprovalDemand demand,
            Optional<Base> base,
            Ledger ledger)
            throws LedgerException {
        Optional<Source> source = demand.source(subject.jobName());
        boolean claimed = source.filter(Source::claimed).isPresent();
        Optional<String> to = BuildRevision.of(run).or(() -> claimed ? subject.revision() : Optional.empty());
        Optional<String> from = base.isPresent() ? base.get().revision(ledger, environment, claimed) : Optional.empty();
        return new Span(
                environment,
                subject.jobName(),
                source,
                demand.signers(),
                from.or(() -> source.flatMap(Source::since)),
                to);
    }

    /**
     * The changes, and who made them.
     *
     * @param digest over the changes that are known
     */
    record Found(ApprovalAsked.Changes changes, List<Involvement> involved, List<Doubt> doubts) {}

    /** Looks them up; what can't be found is a doubt. */
    Found find() {
        if (source.isEmpty()) {
            return unknown(Messages.Span_NoRepository(job));
        }
        if (to.isEmpty()) {
            return unknown(Messages.Span_NoRevision());
        }
        ChangeRange range = repository(source.get()).range(from, to.get(), signers);
        Authors authors = Authors.of(range);
        return new Found(
                new ApprovalAsked.Changes(
                        authors.changes(),
                        from,
                        to,
                        range.commits().size(),
                        range.incomplete().isEmpty(),
                        signers.isEmpty()
                                ? Optional.empty()
                                : Optional.of(authors.verified(EnvironmentConfiguration.get()
                                        .knownPeople()
                                        .aliases()))),
                authors.involvements(),
                authors.doubts());
    }

    /** The files that differ between both ends; empty where an end isn't known. */
    Optional<ChangedPaths> paths() {
        return source.isEmpty() || from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(repository(source.get()).paths(from.get(), to.get()));
    }

    /** Whether the build's own word on its revision counts. */
    boolean isClaimed() {
        return source.filter(Source::claimed).isPresent();
    }

    private Found unknown(String why) {
        return new Found(
                new ApprovalAsked.Changes(ApprovalContent.changesOf(List.of()), from, to, 0, false),
                List.of(),
                List.of(new Doubt(Doubt.Kind.INCOMPLETE_RANGE, Texts.cut(why))));
    }

    /** Whether these are the ends of changes that were looked up before. */
    boolean isOf(ApprovalAsked.Changes before) {
        return before.from().equals(from) && before.to().equals(to);
    }

    private SourceRepository repository(Source of) {
        Optional<SourceItem> item = EnvironmentConfiguration.get().source(environment, of.repository());
        Optional<SourceRepository.Login> login = item.filter(
                        found -> !found.getUser().isEmpty())
                .map(found -> new SourceRepository.Login(found.getUser(), plain(found.getPassword())));
        Path mirror = ReleaseGatesHome.get()
                .ledgerDirectory()
                .resolveSibling("release-gates-sources")
                .resolve(Digest.of(of.repository().getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring("sha256:".length()));
        return new SourceRepository(of.repository(), login, mirror, PATIENCE);
    }

    private static String plain(@Nullable Secret password) {
        return password == null ? "" : password.getPlainText();
    }
}
