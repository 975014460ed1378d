package io.jenkins.lib.releasegates.signatures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What bin/jenkins-signatures runs. */
public final class SignatureTool {
    private SignatureTool() {}

    /**
     * Writes the signature list.
     *
     * @param arguments the directory with the jars of a real Jenkins, the directory of the compiled declarations, the
     *     file to write
     */
    public static void main(String[] arguments) throws IOException, UnknownTypeException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("expected: JENKINS_DIRECTORY DECLARATIONS_DIRECTORY LIST");
        }
        Path jenkins = Path.of(arguments[0]);
        // The declarations come from the second directory, what they inherit from other libraries from the first.
        Declarations declarations = new Declarations(Path.of(arguments[1]), List.of(jenkins));
        SignatureList real = declarations.realIn(new ClassFiles(List.of(jenkins)));
        Files.write(Path.of(arguments[2]), real.lines());
        System.out.println(
                real.names().size() + " types of Jenkins " + real.versions().get("jenkins") + " and "
                        + (real.versions().size() - 1) + " plugins written to " + arguments[2]);
    }
}
