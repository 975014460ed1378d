/** The formats in XML that we read ourselves: JUnit, JaCoCo and Cobertura, streamed through one reader that knows no entities. */
@NullMarked
package io.jenkins.lib.releasegates.evidence.reader.xml;

import org.jspecify.annotations.NullMarked;
