package io.jenkins.plugins.releasegates.admission;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.plugins.releasegates.Messages;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/** What the Pipeline step {@code requireDecision} and the build step of a freestyle job have in common: all of it. */
public final class RequireDecisionOptions extends AbstractDescribableImpl<RequireDecisionOptions>
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    static final String DEFAULT_AGE = "24h";
    private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,4})\\s*([mhd])");

    private final String artifacts;
    private @Nullable String statement;
    private @Nullable String revocations;
    private @Nullable String policyDigest;
    private @Nullable String job;
    private @Nullable String environment;
    private String maxAge = DEFAULT_AGE;

    /** With patterns of the files that need a decision. */
    @DataBoundConstructor
    public RequireDecisionOptions(String artifacts) {
        this.artifacts = artifacts.trim();
    }

    public String getArtifacts() {
        return artifacts;
    }

    public @Nullable String getStatement() {
        return statement;
    }

    /** Path of a file with signed statements; left out, this controller's own ledger is asked. */
    @DataBoundSetter
    public void setStatement(@Nullable String statement) {
        this.statement = Util.fixEmptyAndTrim(statement);
    }

    public @Nullable String getRevocations() {
        return revocations;
    }

    /** Path of the signed list of what the other ledger has revoked. */
    @DataBoundSetter
    public void setRevocations(@Nullable String revocations) {
        this.revocations = Util.fixEmptyAndTrim(revocations);
    }

    public @Nullable String getPolicyDigest() {
        return policyDigest;
    }

    /** Digests of the policies that are accepted, separated by commas; left out, each is. */
    @DataBoundSetter
    public void setPolicyDigest(@Nullable String policyDigest) {
        this.policyDigest = Util.fixEmptyAndTrim(policyDigest);
    }

    public @Nullable String getJob() {
        return job;
    }

    /** Full name of the job of this controller whose decision it has to be. */
    @DataBoundSetter
    public void setJob(@Nullable String job) {
        this.job = Util.fixEmptyAndTrim(job);
    }

    public @Nullable String getEnvironment() {
        return environment;
    }

    /** The environment that the decision has to be made for. */
    @DataBoundSetter
    public void setEnvironment(@Nullable String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    public String getMaxAge() {
        return maxAge;
    }

    /** How long ago it may have been decided. */
    @DataBoundSetter
    public void setMaxAge(@Nullable String maxAge) {
        String given = Util.fixEmptyAndTrim(maxAge);
        this.maxAge = given == null ? DEFAULT_AGE : given;
    }

    /** How long ago it may have been decided; empty when that was written in no form that is known. */
    Optional<Duration> age() {
        return age(maxAge);
    }

    private static Optional<Duration> age(String text) {
        Matcher matcher = AGE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    /**
     * The policies that are accepted; empty for each.
     *
     * @throws IllegalArgumentException when one is no digest
     */
    Set<Digest> policies() {
        Set<Digest> digests = new LinkedHashSet<>();
        if (policyDigest != null) {
            for (String text : policyDigest.split(",")) {
                digests.add(Digest.parse(text.trim()));
            }
        }
        return digests;
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<RequireDecisionOptions> {

        @Override
        public String getDisplayName() {
            return Messages.RequireDecisionOptions_DisplayName();
        }

        /** Files are named. */
        public FormValidation doCheckArtifacts(@QueryParameter String value) {
            return value.isBlank()
                    ? FormValidation.error(Messages.RequireDecisionOptions_NoArtifacts())
                    : FormValidation.ok();
        }

        /** An age is one. */
        public FormValidation doCheckMaxAge(@QueryParameter String value) {
            return value.isBlank() || age(value.trim()).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.RequireDecisionOptions_BadAge(value));
        }

        /** Digests are digests. */
        public FormValidation doCheckPolicyDigest(@QueryParameter String value) {
            RequireDecisionOptions options = new RequireDecisionOptions("");
            options.setPolicyDigest(value);
            try {
                options.policies();
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(Messages.RequireDecisionOptions_BadDigest(value));
            }
        }
    }
}
