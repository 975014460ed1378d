package io.jenkins.plugins.releasegates.ledger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.MemoryFile;
import io.jenkins.lib.releasegates.audit.note.OwnersKey;
import io.jenkins.lib.releasegates.audit.note.SigningKeys;
import io.jenkins.lib.releasegates.audit.witness.Witness;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.mail.MailItem;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The key that signs the ledger, the witnesses that are sent its checkpoints, and the webhooks and people that are told of its entries. */
@Extension
@Symbol("releaseGatesLedger")
public final class LedgerConfiguration extends GlobalConfiguration {

    private String keyFile = "";
    private List<WitnessItem> witnesses = new ArrayList<>();
    private transient volatile boolean binding;
    /** As the record knows them. */
    private transient Settings recorded = new Settings();

    private List<WebhookItem> webhooks = new ArrayList<>();
    private List<MailItem> mails = new ArrayList<>();

    /** As it was saved. */
    @SuppressWarnings("this-escape")
    public LedgerConfiguration() {
        load();
        recorded = settings();
    }

    /** The only instance. */
    @Restricted(NoExternalUse.class)
    public static LedgerConfiguration get() {
        return ExtensionList.lookupSingleton(LedgerConfiguration.class);
    }

    /** Path of a private key as PEM; empty when the plugin makes one. */
    public String getKeyFile() {
        return keyFile;
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setKeyFile(String keyFile) {
        this.keyFile = keyFile.trim();
        changed();
    }

    public List<WitnessItem> getWitnesses() {
        return List.copyOf(witnesses);
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setWitnesses(List<WitnessItem> witnesses) {
        this.witnesses = new ArrayList<>(witnesses);
        changed();
    }

    public List<WebhookItem> getWebhooks() {
        return List.copyOf(webhooks);
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setWebhooks(List<WebhookItem> webhooks) {
        this.webhooks = new ArrayList<>(webhooks);
        changed();
    }

    public List<MailItem> getMails() {
        return List.copyOf(mails);
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setMails(List<MailItem> mails) {
        this.mails = new ArrayList<>(mails);
        changed();
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        binding = true;
        try {
            // A form without witnesses, webhooks or mail doesn't mention them.
            witnesses = new ArrayList<>();
            webhooks = new ArrayList<>();
            mails = new ArrayList<>();
            request.bindJSON(this, json);
        } finally {
            binding = false;
        }
        changed();
        return true;
    }

    private void changed() {
        if (!binding) {
            save();
            ReleaseGatesHome.get().configured(ReleaseGates.actor());
        }
    }

    /**
     * What has changed since the record was told last.
     *
     * @param record takes it down; where it can't, it is told the next time
     */
    @Restricted(NoExternalUse.class)
    public synchronized void tell(Record record) throws LedgerException {
        Settings now = settings();
        ConfigurationChanged changed = now.since("ledger", recorded);
        if (!changed.isEmpty()) {
            record.record(changed);
            recorded = now;
        }
    }

    /** Takes changes down. */
    @Restricted(NoExternalUse.class)
    public interface Record {

        void record(ConfigurationChanged changed) throws LedgerException;
    }

    private Settings settings() {
        Settings settings = new Settings();
        settings.put("keyFile", keyFile);
        for (WitnessItem witness : witnesses) {
            settings.put("witnesses." + witness.getName(), witness.place(), witness.secrets());
        }
        for (WebhookItem webhook : webhooks) {
            settings.put("webhooks." + webhook.getName(), webhook.place(), webhook.secrets());
        }
        for (MailItem mail : mails) {
            settings.put("mails." + mail.getName(), mail.place(), mail.secrets());
        }
        return settings;
    }

    /**
     * The key that an owner has laid down; empty when there is none and the plugin looks after one itself.
     *
     * @param secrets where what was signed last is remembered
     */
    @Restricted(NoExternalUse.class)
    public Optional<SigningKeys> ownersKey(Path secrets) throws IOException {
        if (keyFile.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OwnersKey(Path.of(keyFile), new MemoryFile(secrets.resolve(MemoryFile.NAME))));
        } catch (InvalidPathException e) {
            throw new IOException(Messages.LedgerConfiguration_BadPath(keyFile), e);
        }
    }

    /**
     * The witnesses that can be ones.
     *
     * @param refused is told of each that can't, a sentence
     */
    @Restricted(NoExternalUse.class)
    public List<Witness> witnesses(Path home, Consumer<String> refused) {
        List<Witness> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (WitnessItem item : witnesses) {
            try {
                Witness witness = item.witness(home);
                if (names.add(witness.name())) {
                    all.add(witness);
                } else {
                    refused.accept(Messages.LedgerConfiguration_SameWitness(item.getName()));
                }
            } catch (IllegalArgumentException e) {
                refused.accept(Messages.LedgerConfiguration_NoWitness(item.getName(), String.valueOf(e.getMessage())));
            }
        }
        return all;
    }

    /**
     * The webhooks and the mail that can be told of entries.
     *
     * @param ledger whose entries these are
     * @param refused is told of each that can't, a sentence
     */
    @Restricted(NoExternalUse.class)
    public List<Target> targets(Ledger ledger, Consumer<String> refused) {
        Map<String, Target> all = new LinkedHashMap<>();
        for (WebhookItem item : webhooks) {
            try {
                if (all.putIfAbsent(item.getName(), item.target()) != null) {
                    refused.accept(Messages.LedgerConfiguration_SameWebhook(item.getName()));
                }
            } catch (IllegalArgumentException e) {
                refused.accept(Messages.LedgerConfiguration_NoWebhook(item.getName(), String.valueOf(e.getMessage())));
            }
        }
        for (MailItem item : mails) {
            try {
                if (all.putIfAbsent(item.getName(), item.target(ledger)) != null) {
                    refused.accept(Messages.LedgerConfiguration_SameMail(item.getName()));
                }
            } catch (IllegalArgumentException e) {
                refused.accept(Messages.LedgerConfiguration_NoMail(item.getName(), String.valueOf(e.getMessage())));
            }
        }
        return List.copyOf(all.values());
    }

    @Override
    public String getDisplayName() {
        return Messages.LedgerConfiguration_DisplayName();
    }

    /** The file holds a key, and doesn't lie where Jenkins' backups and builds find it. */
    @POST
    public FormValidation doCheckKeyFile(@QueryParameter String value) {
        ReleaseGatesHome home = ReleaseGatesHome.get();
        home.checkConfigure();
        if (value.isBlank()) {
            return FormValidation.ok();
        }
        try {
            Path path = Path.of(value.trim());
            if (!path.isAbsolute()) {
                return FormValidation.error(Messages.LedgerConfiguration_NotAbsolute(value));
            }
            OwnersKey.check(path);
            return home.isBelowJenkins(path)
                    ? FormValidation.warning(Messages.LedgerConfiguration_BelowHome())
                    : FormValidation.ok();
        } catch (InvalidPathException e) {
            return FormValidation.error(Messages.LedgerConfiguration_BadPath(value));
        } catch (IOException e) {
            return FormValidation.error(String.valueOf(e.getMessage()));
        }
    }
}
