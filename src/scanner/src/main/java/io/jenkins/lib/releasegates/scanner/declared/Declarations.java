package io.jenkins.lib.releasegates.scanner.declared;

import io.jenkins.lib.releasegates.scanner.result.Unresolved;
import java.util.List;

/**
 * All that one file names.
 *
 * @param unresolved dependencies whose version nothing in the scanned folder tells; their path is empty
 */
public record Declarations(List<Declared> components, List<Unresolved> unresolved) {

    public Declarations {
        components = List.copyOf(components);
        unresolved = List.copyOf(unresolved);
    }
}
