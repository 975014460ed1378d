package io.jenkins.lib.releasegates.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Fills templates: jte escapes every value by the place that it stands in. Thread-safe. */
public final class Templates {

    private static final TemplateEngine ENGINE = engine();

    private Templates() {}

    /**
     * The template of that name with these values.
     *
     * @param values by the names of its parameters
     */
    public static String render(String template, Map<String, Object> values) {
        StringOutput html = new StringOutput(16 * 1024);
        ENGINE.render(template, values, html);
        return html.toString();
    }

    /** Without a directory of classes jte asks the thread for its loader, and in Jenkins that one doesn't know the plugin. */
    private static TemplateEngine engine() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader ours = Templates.class.getClassLoader();
        thread.setContextClassLoader(ours);
        try {
            return TemplateEngine.createPrecompiled(
                    null, ContentType.Html, ours, "io.jenkins.lib.releasegates.report.templates");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
