/**
 * The one kind of target there is: an address that events are posted to, over a connection that goes where its owner said and nowhere else.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.webhook.Webhook}.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.webhook;

import org.jspecify.annotations.NullMarked;
