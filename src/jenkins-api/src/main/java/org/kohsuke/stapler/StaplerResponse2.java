package org.kohsuke.stapler;

public interface StaplerResponse2 extends jakarta.servlet.http.HttpServletResponse {

    void forward(Object value, String string, org.kohsuke.stapler.StaplerRequest2 staplerRequest2)
            throws jakarta.servlet.ServletException, java.io.IOException;

    void forwardToPreviousPage(org.kohsuke.stapler.StaplerRequest2 staplerRequest2)
            throws jakarta.servlet.ServletException, java.io.IOException;

    @Deprecated
    java.io.OutputStream getCompressedOutputStream(jakarta.servlet.http.HttpServletRequest httpServletRequest)
            throws java.io.IOException;

    @Deprecated
    java.io.Writer getCompressedWriter(jakarta.servlet.http.HttpServletRequest httpServletRequest)
            throws java.io.IOException;

    net.sf.json.JsonConfig getJsonConfig();

    int reverseProxyTo(java.net.URL uRL, org.kohsuke.stapler.StaplerRequest2 staplerRequest2)
            throws java.io.IOException;

    void sendRedirect(int value, String string) throws java.io.IOException;

    void sendRedirect2(String string) throws java.io.IOException;

    default void serveExposedBean(
            org.kohsuke.stapler.StaplerRequest2 req,
            Object exposedBean,
            org.kohsuke.stapler.export.ExportConfig exportConfig)
            throws jakarta.servlet.ServletException, java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    void serveExposedBean(
            org.kohsuke.stapler.StaplerRequest2 staplerRequest2, Object value, org.kohsuke.stapler.export.Flavor flavor)
            throws jakarta.servlet.ServletException, java.io.IOException;

    @Deprecated
    void serveFile(
            org.kohsuke.stapler.StaplerRequest2 staplerRequest2,
            java.io.InputStream inputStream,
            long value,
            int value2,
            String string)
            throws jakarta.servlet.ServletException, java.io.IOException;

    void serveFile(
            org.kohsuke.stapler.StaplerRequest2 staplerRequest2,
            java.io.InputStream inputStream,
            long value,
            long value2,
            String string)
            throws jakarta.servlet.ServletException, java.io.IOException;

    @Deprecated
    void serveFile(
            org.kohsuke.stapler.StaplerRequest2 staplerRequest2,
            java.io.InputStream inputStream,
            long value,
            long value2,
            int value22,
            String string)
            throws jakarta.servlet.ServletException, java.io.IOException;

    void serveFile(
            org.kohsuke.stapler.StaplerRequest2 staplerRequest2,
            java.io.InputStream inputStream,
            long value,
            long value2,
            long value22,
            String string)
            throws jakarta.servlet.ServletException, java.io.IOException;

    void serveFile(org.kohsuke.stapler.StaplerRequest2 staplerRequest2, java.net.URL uRL, long value)
            throws jakarta.servlet.ServletException, java.io.IOException;

    void serveFile(org.kohsuke.stapler.StaplerRequest2 staplerRequest2, java.net.URL uRL)
            throws jakarta.servlet.ServletException, java.io.IOException;

    void serveLocalizedFile(org.kohsuke.stapler.StaplerRequest2 staplerRequest2, java.net.URL uRL, long value)
            throws jakarta.servlet.ServletException, java.io.IOException;

    void serveLocalizedFile(org.kohsuke.stapler.StaplerRequest2 staplerRequest2, java.net.URL uRL)
            throws jakarta.servlet.ServletException, java.io.IOException;

    void setJsonConfig(net.sf.json.JsonConfig jsonConfig);
}
