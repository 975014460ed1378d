/**
 * What load tests measured: response times that can be put together, and the numbers that follow from them.
 *
 * <p>Nothing here reads a file or knows who wrote one.
 */
@NullMarked
package io.jenkins.lib.releasegates.evidence.load;

import org.jspecify.annotations.NullMarked;
