/**
 * What an entry is in a message to people: named values, a template that puts them into JSON of somebody else's form, and which entries are told of at all.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.message.BodyTemplate}. For owners it is described in docs/notifications.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.message;

import org.jspecify.annotations.NullMarked;
