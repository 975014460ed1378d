package io.jenkins.plugins.releasegates.admission;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A public key of somebody whose statements are believed here. */
public final class TrustedKeyItem extends AbstractDescribableImpl<TrustedKeyItem> {

    private final String name;
    private final String pem;

    /** With the key as PEM. */
    @DataBoundConstructor
    public TrustedKeyItem(String name, String pem) {
        this.name = name.trim();
        this.pem = pem.trim();
    }

    public String getName() {
        return name;
    }

    public String getPem() {
        return pem;
    }

    EnvelopeKey key() throws RefusedDocumentException {
        return EnvelopeKey.parse(pem);
    }

    /** For forms. */
    @Extension
    @Symbol("trustedKey")
    public static final class DescriptorImpl extends Descriptor<TrustedKeyItem> {

        @Override
        public String getDisplayName() {
            return Messages.TrustedKeyItem_DisplayName();
        }

        /** The text holds a key. */
        @POST
        public FormValidation doCheckPem(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            try {
                return FormValidation.ok(EnvelopeKey.parse(value.trim()).words());
            } catch (RefusedDocumentException e) {
                return FormValidation.error(e.reason());
            }
        }
    }
}
