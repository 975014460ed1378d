/** Mail to people who are asked, who asked, and whom an owner lists, through the plugin mailer where it is installed. */
@NullMarked
package io.jenkins.plugins.releasegates.mail;

import org.jspecify.annotations.NullMarked;
