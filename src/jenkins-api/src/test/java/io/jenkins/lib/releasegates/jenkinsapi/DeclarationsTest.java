package io.jenkins.lib.releasegates.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.signatures.Declarations;
import io.jenkins.lib.releasegates.signatures.SignatureList;
import io.jenkins.lib.releasegates.signatures.TypeSignature;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeclarationsTest {
    private static final Path MODULE = Path.of(System.getProperty("project.root"), "src", "jenkins-api");
    private static final String AGAIN = "write it again: bin/jenkins-signatures DIRECTORY_OF_A_REAL_JENKINS";

    @Test
    void shouldDeclareNothingThatJenkinsDoesNotHave() throws Exception {
        Declarations declarations = declarations();
        SignatureList real = SignatureList.read(MODULE.resolve("signatures-2.516.txt"));
        List<String> problems = new ArrayList<>();
        int compared = 0;
        for (String type : declarations.types()) {
            TypeSignature declared = declarations.declared(type);
            Optional<TypeSignature> found = real.find(declared.name());
            if (found.isEmpty()) {
                problems.add(declared.name() + " is not in the list; " + AGAIN);
                continue;
            }
            problems.addAll(found.get().differencesTo(declared));
            compared++;
        }
        assertThat(problems).isEmpty();
        assertThat(compared).as("types compared").isGreaterThan(200);
    }

    @Test
    void shouldListNothingThatIsNotDeclared() throws Exception {
        List<String> declared = declarations().types().stream()
                .map(name -> name.replace('/', '.'))
                .toList();
        SignatureList real = SignatureList.read(MODULE.resolve("signatures-2.516.txt"));

        assertThat(real.names()).as("types in the list; " + AGAIN).containsExactlyInAnyOrderElementsOf(declared);
    }

    private static Declarations declarations() throws Exception {
        List<Path> libraries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> place.endsWith(".jar"))
                .map(Path::of)
                .toList();
        return new Declarations(MODULE.resolve("target/classes"), libraries);
    }
}
