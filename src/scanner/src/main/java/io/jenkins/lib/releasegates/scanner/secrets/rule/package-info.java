/** What secrets look like: rules as cited data, and the search for them in one text. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.secrets.rule;

import org.jspecify.annotations.NullMarked;
