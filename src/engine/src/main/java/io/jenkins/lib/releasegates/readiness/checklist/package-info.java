/** Checklists as code: sections, items, how an item answers itself. Begin at {@link io.jenkins.lib.releasegates.readiness.checklist.ChecklistValidation}. */
@NullMarked
package io.jenkins.lib.releasegates.readiness.checklist;

import org.jspecify.annotations.NullMarked;
