/** Files of objectives, whatever their format. Begin at {@link io.jenkins.lib.releasegates.slo.file.SloFiles}. */
@NullMarked
package io.jenkins.lib.releasegates.slo.file;

import org.jspecify.annotations.NullMarked;
