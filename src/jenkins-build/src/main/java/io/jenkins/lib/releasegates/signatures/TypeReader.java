package io.jenkins.lib.releasegates.signatures;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Reads a {@link TypeSignature} from class files. Only public and protected members count, and no synthetic ones. */
public final class TypeReader {
    private static final String OBJECT = "java/lang/Object";
    private static final String CONSTRUCTOR = "<init>";
    private static final Set<String> METHODS_OF_OBJECT =
            Set.of("equals(Ljava/lang/Object;)", "hashCode()", "toString()");

    private final ClassFiles classes;

    public TypeReader(ClassFiles classes) {
        this.classes = classes;
    }

    /**
     * Reads one type.
     *
     * @param internalName {@code hudson/model/Run}
     * @param wanted names of members to list; a method that a subclass must implement is listed always
     * @throws UnknownTypeException when the type or one of its supertypes is not among the class files
     */
    public TypeSignature read(String internalName, Predicate<String> wanted) throws UnknownTypeException {
        List<ClassNode> line = lineage(internalName);
        ClassNode type = line.get(0);
        SortedSet<String> supertypes = new TreeSet<>();
        line.stream().skip(1).map(node -> binaryName(node.name)).forEach(supertypes::add);
        SortedSet<String> members = new TreeSet<>(fields(line, wanted));
        members.addAll(methods(type, line, wanted));
        return new TypeSignature(binaryName(internalName), kind(type), supertypes, members);
    }

    static String binaryName(String internalName) {
        return internalName.replace('/', '.');
    }

    /** The type, its superclasses, then all interfaces, nearest first: the order in which the JVM selects a method. */
    private List<ClassNode> lineage(String internalName) throws UnknownTypeException {
        Set<ClassNode> found = new LinkedHashSet<>();
        Deque<String> interfaces = new ArrayDeque<>();
        for (String name = internalName; name != null && !OBJECT.equals(name); ) {
            ClassNode node = find(name, internalName);
            found.add(node);
            interfaces.addAll(node.interfaces);
            name = node.superName;
        }
        while (!interfaces.isEmpty()) {
            ClassNode node = find(interfaces.remove(), internalName);
            if (found.add(node)) {
                interfaces.addAll(node.interfaces);
            }
        }
        return List.copyOf(found);
    }

    private ClassNode find(String name, String neededBy) throws UnknownTypeException {
        return classes.find(name).orElseThrow(() -> new UnknownTypeException(binaryName(name), binaryName(neededBy)));
    }

    /** Names of the members that the type itself declares. */
    Set<String> ownNames(String internalName) throws UnknownTypeException {
        ClassNode type = find(internalName, internalName);
        Set<String> names = new TreeSet<>();
        type.fields.stream().filter(field -> visible(field.access)).forEach(field -> names.add(field.name));
        type.methods.stream().filter(method -> visible(method.access)).forEach(method -> names.add(method.name));
        return names;
    }

    private static Collection<String> fields(List<ClassNode> line, Predicate<String> wanted) {
        Map<String, String> found = new LinkedHashMap<>();
        for (ClassNode owner : line) {
            for (FieldNode field : owner.fields) {
                if (visible(field.access) && wanted.test(field.name)) {
                    found.putIfAbsent(field.name, MemberLine.of(field));
                }
            }
        }
        return found.values();
    }

    private static Collection<String> methods(ClassNode type, List<ClassNode> line, Predicate<String> wanted) {
        Set<String> defaults = defaults(line);
        boolean concrete = (type.access & Opcodes.ACC_ABSTRACT) == 0;
        Set<String> seen = new TreeSet<>();
        List<String> found = new ArrayList<>();
        for (ClassNode owner : line) {
            for (MethodNode method : owner.methods) {
                if (CONSTRUCTOR.equals(method.name) && owner != type) {
                    continue;
                }
                String parameters = parameters(method);
                boolean inherited = owner != type && (owner.access & Opcodes.ACC_INTERFACE) != 0;
                boolean isAbstract = (method.access & Opcodes.ACC_ABSTRACT) != 0;
                if (!visible(method.access)) {
                    // A bridge is not for calling, but it does implement what it bridges to.
                    if ((method.access & Opcodes.ACC_BRIDGE) != 0 && !isAbstract) {
                        seen.add(parameters);
                    }
                } else if (isAbstract && (concrete || (inherited && defaults.contains(parameters)))) {
                    continue;
                } else if (seen.add(parameters)
                        && (isAbstract ? !METHODS_OF_OBJECT.contains(parameters) : wanted.test(method.name))) {
                    found.add(MemberLine.of(owner, method));
                }
            }
        }
        return found;
    }

    /** A default method wins over an abstract one of an interface, in whatever order they are found. */
    private static Set<String> defaults(List<ClassNode> line) {
        Set<String> defaults = new TreeSet<>();
        for (ClassNode owner : line) {
            if ((owner.access & Opcodes.ACC_INTERFACE) != 0) {
                owner.methods.stream()
                        .filter(method -> (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0)
                        .forEach(method -> defaults.add(parameters(method)));
            }
        }
        return defaults;
    }

    private static String parameters(MethodNode method) {
        return method.name + method.desc.substring(0, method.desc.indexOf(')') + 1);
    }

    private static boolean visible(int access) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    private static String kind(ClassNode type) {
        int access = type.innerClasses.stream()
                .filter(inner -> inner.name.equals(type.name))
                .mapToInt((InnerClassNode inner) -> inner.access)
                .findFirst()
                .orElse(type.access);
        String flags = MemberLine.flags(access & ~(Opcodes.ACC_SUPER | Opcodes.ACC_VARARGS | Opcodes.ACC_TRANSIENT));
        return (flags
                        + kindWord(type.access)
                        + MemberLine.typeParameters(type.signature)
                        + MemberLine.annotations(type.visibleAnnotations)
                        + MemberLine.annotations(type.invisibleAnnotations))
                .strip();
    }

    private static String kindWord(int access) {
        if ((access & Opcodes.ACC_ANNOTATION) != 0) {
            return "@interface";
        }
        if ((access & Opcodes.ACC_INTERFACE) != 0) {
            return "interface";
        }
        return (access & Opcodes.ACC_ENUM) != 0 ? "enum" : "class";
    }

    static String names(List<String> internalNames) {
        return internalNames.stream().map(TypeReader::binaryName).sorted().collect(joining(","));
    }
}
