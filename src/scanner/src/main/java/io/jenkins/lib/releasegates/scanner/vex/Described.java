package io.jenkins.lib.releasegates.scanner.vex;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.packageurl.PackageURL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The components that a document describes, by the names that it refers to them by. */
final class Described {

    private final Map<String, JsonNode> components = new HashMap<>();

    /** One, and all that are nested in it. */
    void add(JsonNode component) {
        if (component.path("bom-ref").isTextual()) {
            components.put(component.path("bom-ref").asText(), component);
        }
        component.path("components").forEach(this::add);
    }

    /**
     * What an item of {@code affects} is about; empty where that has neither package URL nor digest.
     *
     * @param suppresses whether it is to cover only versions that it calls unaffected, or of which it says nothing; else all that may be affected
     */
    Optional<Target> target(JsonNode affected, boolean suppresses) {
        String ref = affected.path("ref").asText();
        JsonNode component = components.get(ref);
        Set<String> versions = versions(affected.path("versions"), suppresses);
        Optional<PackageURL> purl = Target.parse(
                component == null || !component.has("purl")
                        ? purl(ref)
                        : component.path("purl").asText());
        if (purl.isPresent()) {
            return Optional.of(new Target(purl.get(), null, versions, places(component)));
        }
        String sha256 = component == null || component.has("purl") ? null : sha256(component);
        return sha256 == null ? Optional.empty() : Optional.of(new Target(null, sha256, versions, places(component)));
    }

    /** The reference itself may be a package URL, or a link to another document that ends in one. */
    private static @Nullable String purl(String ref) {
        if (ref.startsWith("urn:cdx:") && ref.indexOf('#') > 0) {
            try {
                String fragment = URLDecoder.decode(
                        ref.substring(ref.indexOf('#') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
                return fragment.startsWith("pkg:") ? fragment : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return ref.startsWith("pkg:") ? ref : null;
    }

    private static @Nullable Set<String> versions(JsonNode list, boolean suppresses) {
        if (list.isEmpty()) {
            return null;
        }
        Set<String> versions = new HashSet<>();
        for (JsonNode each : list) {
            String status = each.path("status").asText("");
            boolean meant = suppresses ? status.isEmpty() || status.equals("unaffected") : !status.equals("unaffected");
            if (meant && each.path("version").isTextual()) {
                versions.add(each.path("version").asText());
            } else if (meant && !suppresses) {
                // A range that is open may be about any version.
                return null;
            }
        }
        return versions;
    }

    private static Set<String> places(@Nullable JsonNode component) {
        Set<String> places = new HashSet<>();
        if (component != null) {
            component
                    .at("/evidence/occurrences")
                    .forEach(place -> places.add(place.path("location").asText()));
        }
        return places;
    }

    private static @Nullable String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText().toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }
}
