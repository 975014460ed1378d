package io.jenkins.lib.releasegates.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeSignatureTest {
    private static final String REAL = """
            package p;
            public abstract class Job<R extends Comparable<R>> extends Base implements java.io.Serializable {
                public static final String NAME = "job";
                protected Job(String name) {}
                public R last() throws java.io.IOException { return null; }
                public void run(String... args) {}
                public void run(int n) {}
            }
            abstract class Base { public abstract boolean keep(long when); }
            """;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a smaller declaration is fine       | public void run(int n) {} | public void unused() {} | ''
            a method that isn't there           | run(int n)        | run(byte n)                       | doesn't have the declared method public run (B)V
            another checked exception           | java.io.IOException | Exception                       | doesn't have the declared method public last
            another constant                    | "job"             | "jobs"                            | doesn't have the declared field public static final NAME
            another visibility                  | protected Job     | public Job                        | doesn't have the declared constructor public
            an array instead of variable arguments | String... args | String[] args                     | doesn't have the declared method public run ([Ljava/lang/String;)V
            another type parameter              | Comparable<R>     | Cloneable                         | is declared as
            a class that can be instantiated    | public abstract class Job | public class Job          | is declared as
            a supertype that it doesn't have    | java.io.Serializable | Cloneable                      | is declared a java.lang.Cloneable
            an abstract method of an undeclared supertype | extends Base | extends Object              | must declare the method public abstract keep (J)Z
            """)
    void shouldNameWhatTheDeclarationHasWrong(String row, String really, String declared, String expected)
            throws Exception {
        boolean smaller = expected.isEmpty();
        String declaration = smaller ? REAL.replace(really, "") : REAL.replace(really, declared);
        if (declaration.contains("class Job") && !declaration.contains("abstract class Job")) {
            declaration = declaration.replace(
                    "public R last", "public boolean keep(long when) { return true; } public R last");
        }

        List<String> differences = read(REAL, "real").differencesTo(read(declaration, "declared"));

        if (smaller) {
            assertThat(differences).isEmpty();
        } else {
            assertThat(differences)
                    .isNotEmpty()
                    .anySatisfy(text -> assertThat(text).startsWith("p.Job ").contains(expected));
        }
    }

    @Test
    void shouldReadBackTheListThatItWrote() throws Exception {
        TypeSignature real = read(REAL, "real");
        Path file = directory.resolve("list.txt");
        Files.write(
                file, new SignatureList(new java.util.TreeMap<>(Map.of("jenkins", "2.516.2")), List.of(real)).lines());

        SignatureList list = SignatureList.read(file);

        assertThat(list.versions()).containsExactly(Map.entry("jenkins", "2.516.2"));
        assertThat(list.find("p.Job")).contains(real);
        assertThat(real.members())
                .hasSize(6)
                .contains("field public static final NAME Ljava/lang/String; value=\"job\"");
    }

    private TypeSignature read(String source, String name) throws IOException, UnknownTypeException {
        Path classes = Files.createDirectories(directory.resolve(name));
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///p/Job.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none", "-d", classes.toString()), null, List.of(file))
                .call();
        assertThat(compiled).isTrue();
        Set<String> names = Set.of("NAME", "<init>", "last", "run", "unused");
        return new TypeReader(new ClassFiles(List.of(classes))).read("p/Job", names::contains);
    }
}
