package org.kohsuke.stapler;

public class Stapler extends jakarta.servlet.http.HttpServlet {

    public Stapler() {}

    public static org.kohsuke.stapler.StaplerRequest2 getCurrentRequest2() {
        throw new UnsupportedOperationException();
    }

    public static org.kohsuke.stapler.StaplerResponse2 getCurrentResponse2() {
        throw new UnsupportedOperationException();
    }

    public void init(jakarta.servlet.ServletConfig servletConfig) throws jakarta.servlet.ServletException {
        throw new UnsupportedOperationException();
    }

    protected void service(jakarta.servlet.http.HttpServletRequest req, jakarta.servlet.http.HttpServletResponse rsp)
            throws jakarta.servlet.ServletException, java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
