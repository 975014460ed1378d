package io.jenkins.lib.releasegates.statement.envelope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.statement.document.Quoted;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.document.StrictObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The JSON envelope of <a href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/envelope.md">DSSE 1.0.2</a>: a body, its type and
 * signatures over both. Immutable.
 *
 * <p>The body comes out of {@link #verified} only, so that nobody reads what nobody has signed. A key id in an envelope is a hint, and isn't used
 * for anything but to name what was found.
 */
public final class Envelope {

    /** An envelope is at most that long. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String IN_SIGSTORE_BUNDLE = "dsseEnvelope";
    private static final int MAX_SIGNATURES = 32;

    private final String type;
    private final byte[] body;
    private final List<Signed> signatures;

    /** One signature; its bytes are whatever came. */
    private record Signed(String keyId, byte[] bytes) {}

    /**
     * What a trusted key has signed.
     *
     * @param type of the body, as it was signed
     * @param body the very bytes that were signed
     * @param keys the trusted keys that signed it, at least one
     */
    public record Verified(String type, byte[] body, List<EnvelopeKey> keys) {
        public Verified {
            keys = List.copyOf(keys);
        }
    }

    private Envelope(String type, byte[] body, List<Signed> signatures) {
        this.type = type;
        this.body = body;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * Reads an envelope, or the one inside a <a href="https://github.com/sigstore/protobuf-specs">Sigstore bundle</a>, whose other members aren't
     * looked at; members that it doesn't know are passed over, as the specification says.
     *
     * @throws RefusedDocumentException with what was found and what is allowed
     */
    public static Envelope read(byte[] json) throws RefusedDocumentException {
        if (json.length > MAX_BYTES) {
            throw new RefusedDocumentException(
                    "found more than " + MAX_BYTES + " bytes, which is the most that an envelope may have");
        }
        StrictObject object = StrictObject.read(json);
        StrictObject envelope = object.has(IN_SIGSTORE_BUNDLE) ? object.object(IN_SIGSTORE_BUNDLE) : object;
        List<Signed> signatures = new ArrayList<>();
        for (StrictObject signature : envelope.objects("signatures")) {
            signatures.add(new Signed(signature.optionalText("keyid").orElse(""), AnyBase64.of(signature, "sig")));
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw envelope.refused("signatures", signatures.size() + " signatures", "1 to " + MAX_SIGNATURES);
        }
        return new Envelope(envelope.text("payloadType"), AnyBase64.of(envelope, "payload"), signatures);
    }

    /** Signs a body, with one signature of each signer. */
    public static Envelope sign(String type, byte[] body, EnvelopeSigner... signers) {
        if (signers.length == 0 || signers.length > MAX_SIGNATURES) {
            throw new IllegalArgumentException(
                    "An envelope has 1 to " + MAX_SIGNATURES + " signatures, found signers: " + signers.length);
        }
        byte[] message = PreAuthenticationEncoding.of(type, body);
        List<Signed> signatures = new ArrayList<>();
        for (EnvelopeSigner signer : signers) {
            signatures.add(new Signed(signer.key().id(), signer.sign(message)));
        }
        return new Envelope(type, body.clone(), signatures);
    }

    /** The body, where at least one of these keys has signed it; every signature is tried with every key. */
    public Optional<Verified> verified(Collection<EnvelopeKey> trusted) {
        byte[] message = PreAuthenticationEncoding.of(type, body);
        List<EnvelopeKey> signers = trusted.stream()
                .distinct()
                .filter(key -> signatures.stream().anyMatch(signature -> key.verifies(message, signature.bytes())))
                .toList();
        return signers.isEmpty() ? Optional.empty() : Optional.of(new Verified(type, body.clone(), signers));
    }

    /** How many signatures there are, valid or not. */
    public int signatures() {
        return signatures.size();
    }

    /** For people: whose signatures it claims to have, which nobody has checked. */
    public String claims() {
        return signatures.size() + (signatures.size() == 1 ? " signature" : " signatures") + " with the key id "
                + Quoted.of(signatures.get(0).keyId()) + (signatures.size() == 1 ? "" : " and others");
    }

    /** The envelope as JSON on one line, without a line feed. */
    public byte[] json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("payload", Base64.getEncoder().encodeToString(body));
        json.put("payloadType", type);
        ArrayNode array = json.putArray("signatures");
        for (Signed signature : signatures) {
            array.addObject()
                    .put("keyid", signature.keyId())
                    .put("sig", Base64.getEncoder().encodeToString(signature.bytes()));
        }
        return CanonicalJson.bytes(json);
    }
}
