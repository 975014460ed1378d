/** Files of a repository that a checklist looks into: headings of Markdown, values of JSON and YAML. All of it is hostile text. */
@NullMarked
package io.jenkins.lib.releasegates.readiness.document;

import org.jspecify.annotations.NullMarked;
