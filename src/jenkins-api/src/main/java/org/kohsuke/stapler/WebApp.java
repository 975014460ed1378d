package org.kohsuke.stapler;

public class WebApp {

    WebApp() {}
}
