/** Asks over HTTP what runs in a slot, and whether it answers as it should. */
@NullMarked
package io.jenkins.lib.releasegates.promotion.traffic.http;

import org.jspecify.annotations.NullMarked;
