/**
 * The other kind of target: people, told by mail. What is here says whom, what, in which order, and what becomes of a recipient that is refused; how a letter
 * gets to a mail server is the host's.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.audit.mail.MailTarget}. For owners it is described in docs/notifications.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.audit.mail;

import org.jspecify.annotations.NullMarked;
