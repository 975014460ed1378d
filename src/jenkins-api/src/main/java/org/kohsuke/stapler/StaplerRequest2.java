package org.kohsuke.stapler;

public interface StaplerRequest2 extends jakarta.servlet.http.HttpServletRequest {

    <T> T bindJSON(Class<T> type, net.sf.json.JSONObject jSONObject);

    void bindJSON(Object value, net.sf.json.JSONObject jSONObject);

    <T> T bindJSON(java.lang.reflect.Type type, Class<T> type2, Object value);

    <T> java.util.List<T> bindJSONToList(Class<T> type, Object value);

    @Deprecated
    <T> T bindParameters(Class<T> type, String string, int value);

    @Deprecated
    <T> T bindParameters(Class<T> type, String string);

    @Deprecated
    void bindParameters(Object value, String string);

    void bindParameters(Object value);

    @Deprecated
    <T> java.util.List<T> bindParametersToList(Class<T> type, String string);

    boolean checkIfModified(java.util.Calendar calendar, org.kohsuke.stapler.StaplerResponse2 staplerResponse2);

    boolean checkIfModified(java.util.Date date, org.kohsuke.stapler.StaplerResponse2 staplerResponse2);

    boolean checkIfModified(long value, org.kohsuke.stapler.StaplerResponse2 staplerResponse2, long value2);

    boolean checkIfModified(long value, org.kohsuke.stapler.StaplerResponse2 staplerResponse2);

    @Deprecated
    String createJavaScriptProxy(Object value);

    org.kohsuke.stapler.StaplerRequest2.RenderOnDemandParameters createJavaScriptProxyParameters(Object value);

    org.kohsuke.stapler.Ancestor findAncestor(Class type);

    org.kohsuke.stapler.Ancestor findAncestor(Object value);

    <T> T findAncestorObject(Class<T> type);

    java.util.List<org.kohsuke.stapler.Ancestor> getAncestors();

    org.kohsuke.stapler.BindInterceptor getBindInterceptor();

    org.kohsuke.stapler.bind.BoundObjectTable getBoundObjectTable();

    @Deprecated
    org.apache.commons.fileupload.FileItem getFileItem(String string)
            throws jakarta.servlet.ServletException, java.io.IOException;

    org.apache.commons.fileupload2.core.FileItem getFileItem2(String string)
            throws jakarta.servlet.ServletException, java.io.IOException;

    String getOriginalRequestURI();

    String getOriginalRestOfPath();

    String getReferer();

    String getRequestURIWithQueryString();

    StringBuffer getRequestURLWithQueryString();

    String getRestOfPath();

    String getRootPath();

    jakarta.servlet.ServletContext getServletContext();

    org.kohsuke.stapler.Stapler getStapler();

    net.sf.json.JSONObject getSubmittedForm() throws jakarta.servlet.ServletException;

    jakarta.servlet.RequestDispatcher getView(Class type, String string) throws java.io.IOException;

    jakarta.servlet.RequestDispatcher getView(Object value, String string) throws java.io.IOException;

    jakarta.servlet.RequestDispatcher getView(org.kohsuke.stapler.lang.Klass<?> klass, String string)
            throws java.io.IOException;

    org.kohsuke.stapler.WebApp getWebApp();

    boolean hasParameter(String string);

    boolean isJavaScriptProxyCall();

    org.kohsuke.stapler.BindInterceptor setBindInterceptor(org.kohsuke.stapler.BindInterceptor bindInterceptor);

    @Deprecated
    org.kohsuke.stapler.BindInterceptor setBindInterceptpr(org.kohsuke.stapler.BindInterceptor bindInterceptor);

    @Deprecated
    org.kohsuke.stapler.BindInterceptor setBindListener(org.kohsuke.stapler.BindInterceptor bindInterceptor);

    public static final class RenderOnDemandParameters {

        RenderOnDemandParameters() {}
    }
}
