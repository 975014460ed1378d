package io.jenkins.plugins.releasegates.analysis;

import hudson.Util;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** What makes a question and its condition of a few words: a golden signal, or that no alert is firing. */
public abstract class ReadyMadeOptions extends SamplingOptions {

    @Serial
    private static final long serialVersionUID = 1;

    private @Nullable String alerts;
    private @Nullable String ignoreAlerts;
    private @Nullable String watchdog;
    private @Nullable String signal;
    private @Nullable String convention;
    private @Nullable String selector;
    private @Nullable String window;
    private @Nullable String quantile;
    private @Nullable String limit;
    private @Nullable String minimumRate;

    ReadyMadeOptions() {}

    public final @Nullable String getAlerts() {
        return alerts;
    }

    /** That there is no alert: noneFiring or noneActive. */
    @DataBoundSetter
    public final void setAlerts(@Nullable String alerts) {
        this.alerts = Util.fixEmptyAndTrim(alerts);
    }

    public final @Nullable String getIgnoreAlerts() {
        return ignoreAlerts;
    }

    /** Names of alerts that do not count, with commas between them. */
    @DataBoundSetter
    public final void setIgnoreAlerts(@Nullable String ignoreAlerts) {
        this.ignoreAlerts = Util.fixEmptyAndTrim(ignoreAlerts);
    }

    public final @Nullable String getWatchdog() {
        return watchdog;
    }

    /** Name of an alert that has to be firing. */
    @DataBoundSetter
    public final void setWatchdog(@Nullable String watchdog) {
        this.watchdog = Util.fixEmptyAndTrim(watchdog);
    }

    public final @Nullable String getSignal() {
        return signal;
    }

    /** One of the golden signals: latency, traffic, errors or saturation. */
    @DataBoundSetter
    public final void setSignal(@Nullable String signal) {
        this.signal = Util.fixEmptyAndTrim(signal);
    }

    public final @Nullable String getConvention() {
        return convention;
    }

    /** How the service names its metrics. */
    @DataBoundSetter
    public final void setConvention(@Nullable String convention) {
        this.convention = Util.fixEmptyAndTrim(convention);
    }

    public final @Nullable String getSelector() {
        return selector;
    }

    /** Which series or alerts are meant, as PromQL writes it between braces. */
    @DataBoundSetter
    public final void setSelector(@Nullable String selector) {
        this.selector = Util.fixEmptyAndTrim(selector);
    }

    public final @Nullable String getWindow() {
        return window;
    }

    /** Over which time rates are taken. */
    @DataBoundSetter
    public final void setWindow(@Nullable String window) {
        this.window = Util.fixEmptyAndTrim(window);
    }

    public final @Nullable String getQuantile() {
        return quantile;
    }

    /** Which part of all requests has to be as fast. */
    @DataBoundSetter
    public final void setQuantile(@Nullable String quantile) {
        this.quantile = Util.fixEmptyAndTrim(quantile);
    }

    public final @Nullable String getLimit() {
        return limit;
    }

    /** What the signal has to stay below. */
    @DataBoundSetter
    public final void setLimit(@Nullable String limit) {
        this.limit = Util.fixEmptyAndTrim(limit);
    }

    public final @Nullable String getMinimumRate() {
        return minimumRate;
    }

    /** The fewest requests in a second. */
    @DataBoundSetter
    public final void setMinimumRate(@Nullable String minimumRate) {
        this.minimumRate = Util.fixEmptyAndTrim(minimumRate);
    }

    final Map<String, String> readyMade() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("alerts", text(alerts));
        fields.put("ignoreAlerts", text(ignoreAlerts));
        fields.put("watchdog", text(watchdog));
        fields.put("signal", text(signal));
        fields.put("convention", text(convention));
        fields.put("selector", text(selector));
        fields.put("window", text(window));
        fields.put("quantile", text(quantile));
        fields.put("limit", text(limit));
        fields.put("minimumRate", text(minimumRate));
        return fields;
    }

    /** What pages call the gate where it has no name. */
    final String readyMadeTitle() {
        if (signal != null) {
            return signal;
        }
        return alerts == null ? "metric" : "alerts";
    }
}
