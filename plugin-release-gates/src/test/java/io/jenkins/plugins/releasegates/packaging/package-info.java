/** What is built: the archive that users install, and the two builds that make it. */
@org.jspecify.annotations.NullMarked
package io.jenkins.plugins.releasegates.packaging;
