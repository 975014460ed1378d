/** Files in YAML, read strictly: every refusal names file, line, what was found and what is allowed. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.secrets.yaml;

import org.jspecify.annotations.NullMarked;
