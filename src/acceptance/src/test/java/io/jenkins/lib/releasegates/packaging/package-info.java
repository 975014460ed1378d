/** What is built: the archives that users install, and the two builds that make each. */
@org.jspecify.annotations.NullMarked
package io.jenkins.lib.releasegates.packaging;
