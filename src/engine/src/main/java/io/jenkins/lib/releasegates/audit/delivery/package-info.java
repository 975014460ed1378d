/**
 * Tells other systems what was recorded: each entry as one CloudEvent, in order, at least once.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.delivery.DeliveryFeed}. What is sent is described in docs/formats/cloudevents.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.delivery;

import org.jspecify.annotations.NullMarked;
