/**
 * Where the engine may connect to: addresses that an owner has given, held against what he permits, and when a server wants to be asked again.
 */
@NullMarked
package io.jenkins.lib.releasegates.connection;

import org.jspecify.annotations.NullMarked;
