package io.jenkins.lib.releasegates.signatures;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.signature.SignatureWriter;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * One line of text per member, equal exactly where a caller cannot tell the two members apart: when it is compiled, and
 * when it is linked. Descriptors and generic signatures are written as in class files (JVM specification, 4.3 and 4.7.9.1).
 */
final class MemberLine {
    private static final int FLAGS =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

    private MemberLine() {}

    static String of(FieldNode field) {
        boolean constant = (field.access & Opcodes.ACC_FINAL) != 0;
        return "field " + flags(field.access) + ((field.access & Opcodes.ACC_ENUM) != 0 ? "enum " : "") + field.name
                + " " + field.desc
                + generic(field.signature)
                + (constant && field.value != null ? " value=" + literal(field.value) : "")
                + annotations(field.visibleAnnotations)
                + annotations(field.invisibleAnnotations);
    }

    static String of(ClassNode owner, MethodNode method) {
        boolean inInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
        boolean isDefault = inInterface && (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0;
        String kind = "<init>".equals(method.name) ? "constructor " : "method ";
        return kind + flags(method.access) + (isDefault ? "default " : "")
                + ((method.access & Opcodes.ACC_VARARGS) != 0 ? "varargs " : "") + method.name + " " + method.desc
                + generic(method.signature)
                + (method.exceptions.isEmpty() ? "" : " throws=" + TypeReader.names(method.exceptions))
                + (method.annotationDefault == null ? "" : " default=" + value(method.annotationDefault))
                + annotations(method.visibleAnnotations)
                + annotations(method.invisibleAnnotations);
    }

    static String flags(int access) {
        String words = Modifier.toString(access & FLAGS);
        return words.isEmpty() ? "" : words + " ";
    }

    /** The formal type parameters of a class, without its supertypes, which are compared on their own. */
    static String typeParameters(@Nullable String signature) {
        if (signature == null || !signature.startsWith("<")) {
            return "";
        }
        SignatureWriter parameters = new SignatureWriter();
        new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
            @Override
            public void visitFormalTypeParameter(String name) {
                parameters.visitFormalTypeParameter(name);
            }

            @Override
            public SignatureVisitor visitClassBound() {
                return parameters.visitClassBound();
            }

            @Override
            public SignatureVisitor visitInterfaceBound() {
                return parameters.visitInterfaceBound();
            }
        });
        return " " + parameters + ">";
    }

    /** What annotations say about using an element; all others are of no interest to a caller. */
    static String annotations(@Nullable List<AnnotationNode> annotations) {
        if (annotations == null) {
            return "";
        }
        TreeSet<String> lines = new TreeSet<>();
        for (AnnotationNode annotation : annotations) {
            switch (annotation.desc) {
                case "Ljava/lang/Deprecated;" -> lines.add(" deprecated");
                case "Lorg/kohsuke/accmod/Restricted;" -> lines.add(" restricted=" + value(annotation.values.get(1)));
                case "Ljava/lang/annotation/Retention;" -> lines.add(" retention=" + value(annotation.values.get(1)));
                case "Ljava/lang/annotation/Target;" -> lines.add(" target=" + value(annotation.values.get(1)));
                case "Ljava/lang/annotation/Inherited;" -> lines.add(" inherited");
                case "Lnet/java/sezpoz/Indexable;" -> lines.add(" indexable");
                default -> {}
            }
        }
        return String.join("", lines);
    }

    private static String generic(@Nullable String signature) {
        return signature == null ? "" : " generic=" + signature;
    }

    private static String literal(Object constant) {
        return constant instanceof String text ? '"' + text.replace("\n", "\\n") + '"' : String.valueOf(constant);
    }

    private static String value(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(MemberLine::value).sorted().collect(joining(",", "[", "]"));
        }
        if (value instanceof String[] enumConstant) {
            return enumConstant[1];
        }
        return value instanceof Type type ? type.getClassName() : literal(value);
    }
}
