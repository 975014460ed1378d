package io.jenkins.plugins.releasegates.analysis;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.analysis.metric.MetricGateReader;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.condition.AnswerCondition;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import java.io.Serial;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the Pipeline step {@code metricGate} and the build step of a freestyle job have in common: all of it, in the words of Argo Rollouts. */
public final class MetricGateOptions extends ReadyMadeOptions {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String STEP = "metricGate";

    private final String connection;
    private @Nullable String query;
    private @Nullable String name;
    private @Nullable String successCondition;
    private @Nullable String failureCondition;
    private @Nullable String range;
    private @Nullable String step;
    private int minSamples;
    private String criticality = Criticality.FAILURE.name();

    /** With whom to ask. */
    @DataBoundConstructor
    public MetricGateOptions(String connection) {
        this.connection = connection.trim();
    }

    public String getConnection() {
        return connection;
    }

    public @Nullable String getQuery() {
        return query;
    }

    /** What is asked, where it is not ready-made. */
    @DataBoundSetter
    public void setQuery(@Nullable String query) {
        this.query = Util.fixEmptyAndTrim(query);
    }

    public @Nullable String getName() {
        return name;
    }

    /** What pages call the gate. */
    @DataBoundSetter
    public void setName(@Nullable String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public @Nullable String getSuccessCondition() {
        return successCondition;
    }

    /** What an answer has to fulfil. */
    @DataBoundSetter
    public void setSuccessCondition(@Nullable String successCondition) {
        this.successCondition = Util.fixEmptyAndTrim(successCondition);
    }

    public @Nullable String getFailureCondition() {
        return failureCondition;
    }

    /** What an answer must not fulfil. */
    @DataBoundSetter
    public void setFailureCondition(@Nullable String failureCondition) {
        this.failureCondition = Util.fixEmptyAndTrim(failureCondition);
    }

    public @Nullable String getRange() {
        return range;
    }

    /** How far back each question looks. */
    @DataBoundSetter
    public void setRange(@Nullable String range) {
        this.range = Util.fixEmptyAndTrim(range);
    }

    public @Nullable String getStep() {
        return step;
    }

    /** Between two values of a range. */
    @DataBoundSetter
    public void setStep(@Nullable String step) {
        this.step = Util.fixEmptyAndTrim(step);
    }

    public int getMinSamples() {
        return minSamples;
    }

    /** The fewest values of an answer that is judged; 0 for one, and with a range for nine of ten. */
    @DataBoundSetter
    public void setMinSamples(int minSamples) {
        this.minSamples = minSamples;
    }

    public String getCriticality() {
        return criticality;
    }

    /** What happens to build and stage when it isn't passed. */
    @DataBoundSetter
    public void setCriticality(@Nullable String criticality) {
        String given = Util.fixEmptyAndTrim(criticality);
        this.criticality = given == null ? Criticality.FAILURE.name() : given;
    }

    /** What happens then. */
    Criticality effect() throws AbortException {
        return Arrays.stream(Criticality.values())
                .filter(known -> known.name().equals(criticality))
                .findFirst()
                .orElseThrow(() -> new AbortException(Messages.MetricGate_BadCriticality(criticality, known())));
    }

    private static String known() {
        return Arrays.stream(Criticality.values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /**
     * The gate, whoever may ask.
     *
     * @throws AbortException with all that is wrong
     */
    MetricGate gate() throws AbortException {
        MetricGateReader.Outcome read = read();
        return read.gate()
                .orElseThrow(() -> new AbortException(Messages.MetricGate_Refused(
                        read.issues().stream().map(PolicyIssue::toString).collect(Collectors.joining("\n")))));
    }

    /**
     * Whether a job may ask.
     *
     * @param job its full name
     * @throws AbortException where it may not
     */
    void checkConnection(String job) throws AbortException {
        ConnectionConfiguration connections = ConnectionConfiguration.get();
        if (!connections.mayName(connection, job)) {
            throw new AbortException(Messages.MetricGate_NoConnection(connection, connections.namesFor(job)));
        }
    }

    private MetricGateReader.Outcome read() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("connection", connection);
        fields.put("query", text(query));
        fields.put("successCondition", text(successCondition));
        fields.put("failureCondition", text(failureCondition));
        fields.put("range", text(range));
        fields.put("step", text(step));
        fields.put("minSamples", String.valueOf(minSamples));
        putSampling(fields);
        fields.putAll(readyMade());
        return MetricGateReader.read(STEP, title(), fields);
    }

    /** What pages call it. */
    String title() {
        return name == null ? readyMadeTitle() : name;
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<MetricGateOptions> {

        @Override
        public String getDisplayName() {
            return Messages.MetricGateOptions_DisplayName();
        }

        /** The connections that this job may name, and the one that it names. */
        public ListBoxModel doFillConnectionItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String connection) {
            return ConnectionConfiguration.choice(item, connection);
        }

        /** What happens to build and stage. */
        public ListBoxModel doFillCriticalityItems() {
            ListBoxModel items = new ListBoxModel();
            Arrays.stream(Criticality.values()).forEach(known -> items.add(known.name(), known.name()));
            return items;
        }

        /** The golden signals; none for a question of one's own. */
        public ListBoxModel doFillSignalItems() {
            return choice("latency", "traffic", "errors", "saturation");
        }

        /** How services name their metrics, and what they run on. */
        public ListBoxModel doFillConventionItems() {
            return choice("prometheus", "micrometer", "opentelemetry", "cpuLimit", "memoryLimit", "cpuThrottling");
        }

        /** What there must be none of. */
        public ListBoxModel doFillAlertsItems() {
            return choice("noneFiring", "noneActive");
        }

        private static ListBoxModel choice(String... words) {
            ListBoxModel items = new ListBoxModel();
            items.add("", "");
            Arrays.stream(words).forEach(word -> items.add(word, word));
            return items;
        }

        /** It can be compiled. */
        @POST
        public FormValidation doCheckSuccessCondition(
                @AncestorInPath @Nullable Item item, @QueryParameter String value) {
            if (value.isBlank() || item == null || !item.hasPermission(Item.CONFIGURE)) {
                return FormValidation.ok();
            }
            List<String> faults = AnswerCondition.compile(value.trim()).faults().stream()
                    .map(fault -> Messages.MetricGate_BadCondition(fault.offset() + 1, fault.found(), fault.allowed()))
                    .toList();
            return faults.isEmpty() ? FormValidation.ok() : FormValidation.error(String.join("\n", faults));
        }

        /** It can be compiled. */
        @POST
        public FormValidation doCheckFailureCondition(
                @AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return doCheckSuccessCondition(item, value);
        }
    }
}
