package io.jenkins.lib.releasegates.symbols;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Writes {@code META-INF/services/annotations/org.jenkinsci.Symbol} and the same for {@code hudson.init.Initializer}: the binary names of all
 * classes that have the annotation, or a method with it, one per line, sorted. Jenkins finds symbols and initializers by these files (format of
 * org.jenkins-ci:annotation-indexer). An incremental compilation would see a part of the classes only, so the build always compiles the whole
 * module.
 */
@SupportedAnnotationTypes({SymbolIndexProcessor.SYMBOL, SymbolIndexProcessor.INITIALIZER})
public final class SymbolIndexProcessor extends AbstractProcessor {
    static final String SYMBOL = "org.jenkinsci.Symbol";
    static final String INITIALIZER = "hudson.init.Initializer";
    static final String FOLDER = "META-INF/services/annotations/";
    static final String INDEX = FOLDER + SYMBOL;

    private final SortedMap<String, SortedSet<String>> names = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                Element owner = element instanceof TypeElement ? element : element.getEnclosingElement();
                if (owner instanceof TypeElement type) {
                    names.computeIfAbsent(annotation.getQualifiedName().toString(), found -> new TreeSet<>())
                            .add(processingEnv
                                    .getElementUtils()
                                    .getBinaryName(type)
                                    .toString());
                }
            }
        }
        if (round.processingOver()) {
            names.forEach(this::write);
        }
        return false;
    }

    private void write(String annotation, SortedSet<String> types) {
        String index = FOLDER + annotation;
        try (Writer out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", index)
                .openWriter()) {
            for (String type : types) {
                out.write(type + "\n");
            }
        } catch (IOException broken) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, "cannot write " + index + ": " + broken.getMessage());
        }
    }
}
