package io.jenkins.lib.releasegates.evidence;

import java.util.AbstractList;
import java.util.List;

/** Findings that never change and that take less memory than a copy of them would, so that {@link Evidence} keeps them as they are. */
public abstract class UnchangingFindings extends AbstractList<Finding> {

    /** The same findings, in a form that can't change: these as they are, any others as a copy. */
    static List<Finding> of(List<Finding> findings) {
        return findings instanceof UnchangingFindings ? findings : List.copyOf(findings);
    }
}
