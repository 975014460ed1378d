package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key that signs notes, made from a number so that every run has the same. */
final class SigningKey {

    private static final int FRAME = 12;

    private final String name;
    private final KeyPair pair;
    private final byte[] raw;

    SigningKey(String name, int number) {
        this.name = name;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Numbered(number));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        byte[] framed = pair.getPublic().getEncoded();
        raw = Arrays.copyOfRange(framed, FRAME, framed.length);
    }

    private static final class Numbered extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) number);
        }
    }

    byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String signBase64(String text) {
        return Base64.getEncoder().encodeToString(sign(text));
    }

    /** The text with a line of signature. */
    String note(String text) {
        ByteArrayOutputStream signature = new ByteArrayOutputStream();
        signature.writeBytes(id());
        signature.writeBytes(sign(text));
        return text + "\n\u2014 " + name + " " + Base64.getEncoder().encodeToString(signature.toByteArray()) + "\n";
    }

    String vkey() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private byte[] typed() {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        typed.write(1);
        typed.writeBytes(raw);
        return typed.toByteArray();
    }

    private byte[] id() {
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
        hashed.writeBytes(typed());
        return Arrays.copyOf(Digest.of(hashed.toByteArray()).bytes(), 4);
    }
}
