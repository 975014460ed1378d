package io.jenkins.plugins.releasegates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ReleaseGatesHomeTest {
    @Test
    void shouldLieInTheHomeOfJenkins(JenkinsRule jenkins) throws Exception {
        Path directory = ReleaseGatesHome.get().existing();

        assertEquals(jenkins.jenkins.getRootDir().toPath().resolve("release-gates"), directory);
        assertTrue(Files.isDirectory(directory));
        assertTrue(ReleaseGatesHome.get().isWritable());
    }

    @Test
    void shouldWarnWhenSomethingElseHasTheName(JenkinsRule jenkins) throws Exception {
        ReleaseGatesHomeMonitor monitor = ExtensionList.lookupSingleton(ReleaseGatesHomeMonitor.class);
        assertFalse(monitor.isActivated());

        Files.writeString(jenkins.jenkins.getRootDir().toPath().resolve("release-gates"), "a file");

        assertTrue(monitor.isActivated());
        assertTrue(monitor.getMessage().contains(ReleaseGatesHome.get().directory().toString()));
        String page = jenkins.createWebClient().goTo("manage").getWebResponse().getContentAsString();
        assertTrue(page.contains("No decision can be recorded"));
    }

    @Test
    void shouldBeFoundByItsSymbol(JenkinsRule jenkins) {
        assertSame(
                ExtensionList.lookupSingleton(ReleaseGatesHomeMonitor.class),
                SymbolLookup.get().find(AdministrativeMonitor.class, "releaseGatesHome"));
    }
}
