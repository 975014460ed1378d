package io.jenkins.lib.releasegates.signatures;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What one type offers to code that is compiled against it, or extends it.
 *
 * @param name binary name, {@code hudson.model.Cause$UserIdCause}
 * @param kind flags, kind, type parameters; retention and targets of an annotation type
 * @param supertypes all of them, transitively, without {@code java.lang.Object}
 * @param members a line for each field, constructor and method, inherited ones included; an {@code abstract} method in
 *     a class or interface is one that a concrete subtype has to implement
 */
public record TypeSignature(String name, String kind, SortedSet<String> supertypes, SortedSet<String> members) {

    private static final Pattern ABSTRACT = Pattern.compile("method ([a-z]+ )*abstract .*");

    public TypeSignature {
        supertypes = new TreeSet<>(supertypes);
        members = new TreeSet<>(members);
    }

    /**
     * Holds a declaration against the real type, this one.
     *
     * @return what is declared and doesn't exist like that, and what is abstract and not declared; a sentence each
     */
    public List<String> differencesTo(TypeSignature declared) {
        List<String> differences = new ArrayList<>();
        if (!kind.equals(declared.kind)) {
            differences.add(name + " is declared as \"" + declared.kind + "\", really: \"" + kind + "\"");
        }
        for (String supertype : without(declared.supertypes, supertypes)) {
            differences.add(name + " is declared a " + supertype + ", which it isn't");
        }
        for (String member : without(declared.members, members)) {
            differences.add(name + " doesn't have the declared " + member);
        }
        if (!kind.contains("@interface")) {
            for (String member : without(members, declared.members)) {
                if (ABSTRACT.matcher(member).matches()) {
                    differences.add(name + " must declare the " + member + ", or subtypes fail when it is called");
                }
            }
        }
        return List.copyOf(differences);
    }

    private static Set<String> without(Set<String> all, Set<String> those) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(those);
        return rest;
    }
}
