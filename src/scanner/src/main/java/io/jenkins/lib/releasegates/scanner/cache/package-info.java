/** Results of what hasn't changed since an earlier scan. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.cache;

import org.jspecify.annotations.NullMarked;
