package io.jenkins.lib.releasegates.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymbolIndexProcessorTest {
    private static final String SYMBOL = """
            package org.jenkinsci;
            public @interface Symbol { String[] value(); }
            """;

    @TempDir
    Path directory;

    @Test
    void shouldListBinaryNamesInOrder() throws Exception {
        compile(SYMBOL, """
                package p;
                public class Step {
                    @org.jenkinsci.Symbol("b") public static class DescriptorImpl {}
                    @org.jenkinsci.Symbol("a") public static class Another {}
                    public static class Silent {}
                }
                """);

        assertThat(directory.resolve(SymbolIndexProcessor.INDEX)).hasContent("p.Step$Another\np.Step$DescriptorImpl\n");
    }

    @Test
    void shouldWriteNothingWithoutSymbols() throws Exception {
        compile(SYMBOL, "package p; public class Step {}");

        assertThat(directory.resolve(SymbolIndexProcessor.INDEX)).doesNotExist();
    }

    @Test
    void shouldListTheClassesOfMethodsThatInitialize() throws Exception {
        compile(
                "package hudson.init; public @interface Initializer {}",
                "package p; public class Step { @hudson.init.Initializer public static void begin() {} }");

        assertThat(directory.resolve(SymbolIndexProcessor.FOLDER + SymbolIndexProcessor.INITIALIZER))
                .hasContent("p.Step\n");
    }

    private void compile(String symbol, String step) throws Exception {
        Path sources = directory.resolve("sources");
        Path symbolFile = sources.resolve(symbol.replaceFirst("(?s).*@interface (\\w+).*", "$1") + ".java");
        Path stepFile = sources.resolve("Step.java");
        Files.createDirectories(sources);
        Files.writeString(symbolFile, symbol);
        Files.writeString(stepFile, step);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-d", directory.toString()),
                    null,
                    files.getJavaFileObjects(symbolFile, stepFile));
            task.setProcessors(List.of(new SymbolIndexProcessor()));
            assertThat(task.call()).isTrue();
        }
    }
}
