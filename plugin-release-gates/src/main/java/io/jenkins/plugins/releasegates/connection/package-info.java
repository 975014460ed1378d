/** Servers that the controller may ask, each as an administrator has defined it: what a file or a pipeline says can name one, and nothing else. */
@NullMarked
package io.jenkins.plugins.releasegates.connection;

import org.jspecify.annotations.NullMarked;
