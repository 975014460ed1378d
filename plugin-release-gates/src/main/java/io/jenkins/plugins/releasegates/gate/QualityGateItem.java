package io.jenkins.plugins.releasegates.gate;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.evidence.Metric;
import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.policy.Comparison;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.policy.PolicyValidation;
import io.jenkins.lib.releasegates.policy.QualityGateOption;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.plugins.releasegates.Messages;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;

/**
 * One entry of {@code qualityGates: [[metric: 'coverage.line', threshold: 80, criticality: 'FAILURE']]}; the words of recordIssues and
 * recordCoverage. Judged by the engine, not here.
 */
public final class QualityGateItem extends AbstractDescribableImpl<QualityGateItem> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final List<String> NUMBERS = List.of("threshold", "warning");

    private @Nullable String metric;
    private @Nullable String condition;
    private @Nullable String threshold;
    private @Nullable String warning;
    private @Nullable String baseline;
    private @Nullable String criticality;

    /** All fields are optional to the binding; which of them a gate needs is said by the engine, with all issues at once. */
    @DataBoundConstructor
    public QualityGateItem() {
        // The setters say it all.
    }

    public @Nullable String getMetric() {
        return metric;
    }

    /** A name of the metric table. */
    @DataBoundSetter
    public void setMetric(@Nullable String metric) {
        this.metric = Util.fixEmptyAndTrim(metric);
    }

    public @Nullable String getCondition() {
        return condition;
    }

    /** A CEL condition, instead of metric and threshold. */
    @DataBoundSetter
    public void setCondition(@Nullable String condition) {
        this.condition = Util.fixEmptyAndTrim(condition);
    }

    public @Nullable String getThreshold() {
        return threshold;
    }

    /** A number; kept as it was written, so that a form never changes it. */
    @DataBoundSetter
    public void setThreshold(@Nullable String threshold) {
        this.threshold = Util.fixEmptyAndTrim(threshold);
    }

    public @Nullable String getWarning() {
        return warning;
    }

    /** A stricter number; between the two the gate passes with a warning. */
    @DataBoundSetter
    public void setWarning(@Nullable String warning) {
        this.warning = Util.fixEmptyAndTrim(warning);
    }

    public String getBaseline() {
        return baseline == null ? Comparison.PROJECT.name() : baseline;
    }

    /** What the threshold is held against. */
    @DataBoundSetter
    public void setBaseline(@Nullable String baseline) {
        this.baseline = Util.fixEmptyAndTrim(baseline);
    }

    public String getCriticality() {
        return criticality == null ? Criticality.FAILURE.name() : criticality;
    }

    /** What a gate that isn't passed does to build and stage. */
    @DataBoundSetter
    public void setCriticality(@Nullable String criticality) {
        this.criticality = Util.fixEmptyAndTrim(criticality);
    }

    /** The same for the engine. */
    QualityGateOption option() {
        return new QualityGateOption(
                Optional.ofNullable(metric),
                Optional.ofNullable(condition),
                Optional.ofNullable(threshold),
                Optional.ofNullable(warning),
                Optional.of(getBaseline()),
                Optional.of(getCriticality()));
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<QualityGateItem> implements CustomDescribableModel {

        @Override
        public String getDisplayName() {
            return Messages.QualityGateItem_DisplayName();
        }

        /** A Jenkinsfile writes {@code threshold: 80}, which is no text. */
        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            Map<String, Object> texts = new TreeMap<>(arguments);
            NUMBERS.forEach(key -> texts.computeIfPresent(key, (name, value) -> text(value)));
            return texts;
        }

        /** Numbers again, for the snippet generator. */
        @Override
        public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable item) {
            Map<String, Object> arguments = new TreeMap<>(item.getArguments());
            NUMBERS.forEach(key -> arguments.computeIfPresent(key, (name, value) -> number(value)));
            return item.withArguments(arguments);
        }

        private static Object text(Object value) {
            return value instanceof Number number ? new BigDecimal(number.toString()).toPlainString() : value;
        }

        private static Object number(Object value) {
            if (value instanceof String text && text.matches("-?\\d{1,9}")) {
                return Integer.valueOf(text);
            }
            if (value instanceof String text && text.matches("-?\\d{1,9}\\.\\d{1,6}")) {
                return Double.valueOf(text);
            }
            return value;
        }

        /** All metrics that a threshold can be set for. */
        public ComboBoxModel doFillMetricItems() {
            return MetricCatalog.all().stream().map(Metric::name).collect(Collectors.toCollection(ComboBoxModel::new));
        }

        /** What a threshold can be held against. */
        public ListBoxModel doFillBaselineItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.QualityGateItem_Project(), Comparison.PROJECT.name());
            items.add(Messages.QualityGateItem_ProjectDelta(), Comparison.PROJECT_DELTA.name());
            return items;
        }

        /** What a gate that isn't passed can do. */
        public ListBoxModel doFillCriticalityItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.QualityGateItem_Failure(), Criticality.FAILURE.name());
            items.add(Messages.QualityGateItem_Error(), Criticality.ERROR.name());
            items.add(Messages.QualityGateItem_Unstable(), Criticality.UNSTABLE.name());
            items.add(Messages.QualityGateItem_Note(), Criticality.NOTE.name());
            return items;
        }

        /** What the engine says of this gate alone; found and allowed in the words of a build. */
        public FormValidation doCheckMetric(
                @QueryParameter String value,
                @QueryParameter String condition,
                @QueryParameter String threshold,
                @QueryParameter String warning,
                @QueryParameter String baseline,
                @QueryParameter String criticality) {
            QualityGateItem item = new QualityGateItem();
            item.setMetric(value);
            item.setCondition(condition);
            item.setThreshold(threshold);
            item.setWarning(warning);
            item.setBaseline(baseline);
            item.setCriticality(criticality);
            List<PolicyIssue> issues = PolicyValidation.ofQualityGates(
                            List.of(item.option()), BaselineRule.DEFAULT, "qualityGates")
                    .issues();
            return issues.isEmpty()
                    ? FormValidation.ok()
                    : FormValidation.error(
                            issues.stream().map(DescriptorImpl::words).collect(Collectors.joining("\n")));
        }

        /** Without the place of the gate in a list, which nobody sees in the form. */
        private static String words(PolicyIssue issue) {
            String path = issue.path();
            String field = path.contains(".") ? path.substring(path.lastIndexOf('.') + 1) + ": " : "";
            return field + "found " + issue.found() + "; allowed: " + issue.allowed();
        }
    }
}
